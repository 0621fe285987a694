# cmake -DOUT=... "-DFILES=a.json;b.css" -P EmbedTexts.cmake: text files as C++ literals, by name.
set(text "namespace txlab::page {\ninline constexpr EmbeddedText embedded_texts[] = {\n")
foreach(file IN LISTS FILES)
  cmake_path(GET file FILENAME name)
  file(READ ${file} content)
  string(APPEND text "    {\"${name}\", R\"text(${content})text\"},\n")
endforeach()
file(WRITE ${OUT} "${text}};\n}\n")
