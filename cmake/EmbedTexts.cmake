# cmake -DOUT=... -DTYPE=... -DARRAY=... "-DFILES=a.yaml;b.yaml" -P EmbedTexts.cmake: files as C++
# literals in an array of {name, text}, so that the program needs nothing but itself.
set(text "namespace txlab {\ninline constexpr ${TYPE} ${ARRAY}[] = {\n")
foreach(file IN LISTS FILES)
  cmake_path(GET file STEM name)
  file(READ ${file} content)
  string(APPEND text "    {\"${name}\", R\"embedded(${content})embedded\"},\n")
endforeach()
file(WRITE ${OUT} "${text}};\n}\n")
