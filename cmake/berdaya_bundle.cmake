# berdaya_bundle_scenarios(TARGET FOLDER): compiles FOLDER/*/*.toml and *.csv into TARGET, behind core/io/bundled.hpp,
# so that the program needs no data files beside it. A changed, added or removed file rebuilds the table.
function(berdaya_bundle_scenarios target folder)
  file(GLOB files RELATIVE "${folder}" CONFIGURE_DEPENDS "${folder}/*/*.toml" "${folder}/*/*.csv")
  list(SORT files)
  set(paths ${files})
  list(TRANSFORM paths PREPEND "${folder}/")
  string(JOIN "|" joined ${files})

  set(script "${PROJECT_SOURCE_DIR}/cmake/write_bundle.cmake")
  set(output "${berdaya_generated_dir}/bundled.cpp")
  add_custom_command(OUTPUT "${output}"
                     COMMAND ${CMAKE_COMMAND} "-DFOLDER=${folder}" "-DFILES=${joined}" "-DOUTPUT=${output}" -P "${script}"
                     DEPENDS ${paths} "${script}" COMMENT "Bundling the scenarios" VERBATIM)

  # A library of its own, so that an edited scenario recompiles nothing else.
  add_library(berdaya_bundle STATIC "${output}")
  target_include_directories(berdaya_bundle PRIVATE "${PROJECT_SOURCE_DIR}/core")
  target_link_libraries(berdaya_bundle PRIVATE berdaya_flags)
  get_target_property(type ${target} TYPE)
  if(type STREQUAL "INTERFACE_LIBRARY")
    target_link_libraries(${target} INTERFACE berdaya_bundle)
  else()
    target_link_libraries(${target} PUBLIC berdaya_bundle)
  endif()
endfunction()
