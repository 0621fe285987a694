# What the program uses and did not write; all of it from Debian (scripts/setup).
find_package(Boost 1.74 REQUIRED)  # Boost::headers: Graph, Math
find_package(CLI11 REQUIRED)  # CLI11::CLI11
find_package(Eigen3 REQUIRED)  # Eigen3::Eigen
find_package(Protobuf REQUIRED)  # protobuf::libprotobuf-lite, protobuf::protoc
find_package(SQLite3 REQUIRED)  # SQLite::SQLite3
find_package(Threads REQUIRED)  # Threads::Threads
find_package(ZLIB REQUIRED)  # ZLIB::ZLIB
find_package(fmt REQUIRED)  # fmt::fmt
find_package(nlohmann_json REQUIRED)  # nlohmann_json::nlohmann_json
find_package(pugixml REQUIRED)  # pugixml::pugixml
find_package(yaml-cpp REQUIRED)  # yaml-cpp

# Two that come without a package file; both are used as headers only.
find_path(RANDOM123_INCLUDE Random123/philox.h REQUIRED)
find_path(XXHASH_INCLUDE xxhash.h REQUIRED)
mark_as_advanced(RANDOM123_INCLUDE XXHASH_INCLUDE)
add_library(random123 INTERFACE IMPORTED)
target_include_directories(random123 INTERFACE ${RANDOM123_INCLUDE})
add_library(xxhash INTERFACE IMPORTED)
target_include_directories(xxhash INTERFACE ${XXHASH_INCLUDE})

# How wide characters are on a terminal.
find_path(UTF8PROC_INCLUDE utf8proc.h REQUIRED)
find_library(UTF8PROC_LIBRARY utf8proc REQUIRED)
mark_as_advanced(UTF8PROC_INCLUDE UTF8PROC_LIBRARY)
add_library(utf8proc UNKNOWN IMPORTED)
set_target_properties(utf8proc PROPERTIES IMPORTED_LOCATION ${UTF8PROC_LIBRARY}
  INTERFACE_INCLUDE_DIRECTORIES ${UTF8PROC_INCLUDE})
