# cmake -DOUT=... "-DFILES=a.yaml;b.yaml" -P EmbedTemplates.cmake: scenario files as C++ literals,
# so that `txlab init` needs nothing but the program.
set(text "namespace txlab {\ninline constexpr EmbeddedTemplate embedded_templates[] = {\n")
foreach(file IN LISTS FILES)
  cmake_path(GET file STEM name)
  file(READ ${file} yaml)
  string(APPEND text "    {\"${name}\", R\"yaml(${yaml})yaml\"},\n")
endforeach()
file(WRITE ${OUT} "${text}};\n}\n")
