# The page of `txlab run --report html=FILE`: reports/web, bundled by esbuild and put into the program.
#
# AUTO builds the bundle where npm is, and goes on without it if the registry does not answer; the
# page then has drawings and tables and no script. Nothing else of the build knows npm.
set(TXLAB_WEB_REPORT AUTO CACHE STRING "The page draws itself: AUTO, ON (needs npm) or OFF")
set_property(CACHE TXLAB_WEB_REPORT PROPERTY STRINGS AUTO ON OFF)
find_program(TXLAB_NPM npm)
find_program(TXLAB_NODE NAMES node nodejs)
mark_as_advanced(TXLAB_NPM TXLAB_NODE)

set(txlab_web_report OFF)
if(NOT TXLAB_WEB_REPORT STREQUAL OFF)
  if(TXLAB_NPM AND TXLAB_NODE)
    set(txlab_web_report ON)
    enable_language(ASM)
  elseif(NOT TXLAB_WEB_REPORT STREQUAL AUTO)
    message(FATAL_ERROR "TXLAB_WEB_REPORT=ON needs npm and node (scripts/setup ci)")
  endif()
endif()

# The messages and the style sheet of the page, for a layer that writes pages.
function(txlab_page_texts layer)
  if(NOT TARGET ${layer})
    return()
  endif()
  set(out ${CMAKE_BINARY_DIR}/generated/page/page_texts.hpp)
  file(GLOB texts CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/reports/web/messages/*.json)
  list(APPEND texts ${CMAKE_SOURCE_DIR}/reports/web/src/style.css)
  txlab_embed(${out} TYPE page::EmbeddedText ARRAY embedded_page_texts FILES ${texts})
  target_sources(${layer} PRIVATE ${out})
  target_include_directories(${layer} PRIVATE ${CMAKE_BINARY_DIR}/generated/page)
endfunction()

# The bundle, built in the build folder, as read-only data of `program`.
function(txlab_web_report program)
  if(NOT txlab_web_report)
    return()
  endif()
  set(web ${CMAKE_BINARY_DIR}/web)
  set(bundle ${web}/out/page.js ${web}/out/page.js.sha256 ${web}/out/THIRD_PARTY.txt)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS
    ${CMAKE_SOURCE_DIR}/reports/web/src/* ${CMAKE_SOURCE_DIR}/reports/web/messages/*.json)
  list(APPEND sources ${CMAKE_SOURCE_DIR}/reports/web/build.mjs
    ${CMAKE_SOURCE_DIR}/reports/web/package.json ${CMAKE_SOURCE_DIR}/reports/web/package-lock.json)
  add_custom_command(OUTPUT ${bundle}
    COMMAND ${CMAKE_COMMAND} -DFROM=${CMAKE_SOURCE_DIR}/reports/web -DWEB=${web}
      -DNPM=${TXLAB_NPM} -DNODE=${TXLAB_NODE} -DWANTED=${TXLAB_WEB_REPORT}
      -P ${CMAKE_SOURCE_DIR}/cmake/BundleWebReport.cmake
    DEPENDS ${sources} ${CMAKE_SOURCE_DIR}/cmake/BundleWebReport.cmake
    COMMENT "Bundling the page of reports" VERBATIM)
  set(embedded ${CMAKE_BINARY_DIR}/generated/page/page_bundle.S)
  set(bytes "    .section .rodata\n")
  foreach(part IN ITEMS "script:page.js" "sha256:page.js.sha256" "notices:THIRD_PARTY.txt")
    string(REPLACE ":" ";" part ${part})
    list(GET part 0 name)
    list(GET part 1 file)
    string(APPEND bytes "    .global txlab_page_${name}\ntxlab_page_${name}:\n"
      "    .incbin \"${web}/out/${file}\"\n"
      "    .global txlab_page_${name}_end\ntxlab_page_${name}_end:\n")
  endforeach()
  file(CONFIGURE OUTPUT ${embedded}
    CONTENT "${bytes}    .section .note.GNU-stack,\"\",%progbits\n" @ONLY)
  set_source_files_properties(${embedded} PROPERTIES OBJECT_DEPENDS "${bundle}")
  target_sources(${program} PRIVATE ${embedded})
  target_compile_definitions(${program} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:TXLAB_WEB_REPORT>)
endfunction()
