# berdaya_layer(NAME [SEES layer...] [USES target...])
#
# The static library berdaya_NAME from core/NAME/*.cpp: a new file needs no edit here. SEES names the layers below that
# it may include, USES the third-party targets that only its own .cpp files see. A layer of headers only is an interface
# library.
function(berdaya_layer name)
  cmake_parse_arguments(PARSE_ARGV 1 layer "" "" "SEES;USES")
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp")
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  list(TRANSFORM layer_SEES PREPEND berdaya_)

  if(sources)
    add_library(berdaya_${name} STATIC ${sources})
    target_include_directories(berdaya_${name} PUBLIC "${CMAKE_CURRENT_SOURCE_DIR}")
    target_link_libraries(berdaya_${name} PUBLIC ${layer_SEES} berdaya_build_info PRIVATE berdaya_flags ${layer_USES})
    add_dependencies(berdaya_${name} berdaya_version_header)
  else()
    add_library(berdaya_${name} INTERFACE)
    target_include_directories(berdaya_${name} INTERFACE "${CMAKE_CURRENT_SOURCE_DIR}")
    target_link_libraries(berdaya_${name} INTERFACE ${layer_SEES} berdaya_build_info ${layer_USES})
  endif()
endfunction()
