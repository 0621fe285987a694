# txlab_messages(layer file.proto): compiles protobuf messages into a layer, for its sources alone.
#
# What protoc writes is not ours to check: warnings are off, and its headers are system headers.
function(txlab_messages layer file)
  if(NOT TARGET ${layer})
    return()
  endif()
  cmake_path(GET file STEM name)
  cmake_path(REMOVE_EXTENSION file OUTPUT_VARIABLE path)
  set(out ${CMAKE_BINARY_DIR}/generated/messages)
  file(MAKE_DIRECTORY ${out})
  add_custom_command(OUTPUT ${out}/${path}.pb.cc ${out}/${path}.pb.h
    COMMAND protobuf::protoc --cpp_out=${out} -I ${CMAKE_SOURCE_DIR} ${file}
    DEPENDS ${CMAKE_SOURCE_DIR}/${file})
  add_library(messages_${name} OBJECT ${out}/${path}.pb.cc ${out}/${path}.pb.h)
  target_compile_options(messages_${name} PRIVATE -w)
  target_include_directories(messages_${name} SYSTEM PUBLIC ${out})
  target_link_libraries(messages_${name} PUBLIC protobuf::libprotobuf-lite)
  target_sources(${layer} PRIVATE $<TARGET_OBJECTS:messages_${name}>)
  target_include_directories(${layer} SYSTEM PRIVATE ${out})
  add_dependencies(${layer} messages_${name})
endfunction()
