# txlab_embed(header TYPE type ARRAY name FILES file ...): a header, made anew when a file changes, with
# an array of {name, text}; see EmbedTexts.cmake.
function(txlab_embed header)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "TYPE;ARRAY" "FILES")
  add_custom_command(OUTPUT ${header}
    COMMAND ${CMAKE_COMMAND} -DOUT=${header} -DTYPE=${arg_TYPE} -DARRAY=${arg_ARRAY}
      "-DFILES=${arg_FILES}" -P ${CMAKE_SOURCE_DIR}/cmake/EmbedTexts.cmake
    DEPENDS ${arg_FILES} ${CMAKE_SOURCE_DIR}/cmake/EmbedTexts.cmake VERBATIM)
endfunction()
