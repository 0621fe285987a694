# cmake -DFROM=reports/web -DWEB=... -DNPM=... -DNODE=... -DWANTED=AUTO|ON -P BundleWebReport.cmake
#
# Copies the sources of the page beside the build, installs what the lock file names, and bundles.
# Nothing of a package is executed while it is fetched; esbuild's program is one of its packages.
file(GLOB there RELATIVE ${FROM} ${FROM}/*)
list(REMOVE_ITEM there node_modules)
foreach(name IN LISTS there)
  file(REMOVE_RECURSE ${WEB}/${name})
  file(COPY ${FROM}/${name} DESTINATION ${WEB})
endforeach()
file(MAKE_DIRECTORY ${WEB}/out)

file(SHA256 ${WEB}/package-lock.json lock)
set(installed ${WEB}/installed)
set(before "")
if(EXISTS ${installed})
  file(READ ${installed} before)
endif()
set(failed 0)
if(NOT before STREQUAL lock)
  execute_process(
    COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund --silent --prefer-offline
      --fetch-retries=1 --fetch-timeout=30000
    WORKING_DIRECTORY ${WEB} RESULT_VARIABLE failed)
  if(failed EQUAL 0)
    file(WRITE ${installed} ${lock})
  endif()
endif()
if(failed EQUAL 0)
  execute_process(COMMAND ${NODE} build.mjs out WORKING_DIRECTORY ${WEB} RESULT_VARIABLE failed)
  if(NOT failed EQUAL 0)
    message(FATAL_ERROR "the page of reports/web does not build")
  endif()
  return()
endif()

if(NOT WANTED STREQUAL AUTO)
  message(FATAL_ERROR "npm cannot install what the page of reports needs")
endif()
message(WARNING "npm cannot install what the page of reports needs: it will have no script. "
  "To try again: rm -r ${WEB}/out, and build.")
foreach(name IN ITEMS page.js page.js.sha256 THIRD_PARTY.txt)
  file(WRITE ${WEB}/out/${name} "")
endforeach()
