# Writes berdaya_version.hpp. Called as `cmake -DVERSION=... -P write_version.cmake` by berdaya_version.cmake.

set(COMMIT "unknown")

# A source archive made by `git archive` has its commit filled in here (see .gitattributes); a checkout has not.
file(STRINGS "${CMAKE_CURRENT_LIST_DIR}/archived_commit.txt" archived LIMIT_COUNT 1)
if(archived MATCHES "^[0-9a-f]+$")
  set(COMMIT "${archived}")
endif()

# Only the checkout of this project itself counts, not a repository that happens to enclose an unpacked archive.
if(GIT AND EXISTS "${SOURCE_DIR}/.git")
  execute_process(COMMAND "${GIT}" -C "${SOURCE_DIR}" rev-parse HEAD
                  OUTPUT_VARIABLE head OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE failed ERROR_QUIET)
  if(NOT failed)
    set(COMMIT "${head}")
    execute_process(COMMAND "${GIT}" -C "${SOURCE_DIR}" --no-optional-locks status --porcelain --untracked-files=no
                    OUTPUT_VARIABLE changes ERROR_QUIET)
    if(changes)
      string(APPEND COMMIT "-modified")
    endif()
  endif()
endif()

foreach(name IN ITEMS VERSION COMPILER FLAGS)
  string(REPLACE "\\" "\\\\" ${name} "${${name}}")
  string(REPLACE "\"" "\\\"" ${name} "${${name}}")
endforeach()
configure_file("${TEMPLATE}" "${OUTPUT}" @ONLY) # leaves the file alone when nothing changed
