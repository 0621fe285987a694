# cmake --install build/release --prefix ...: the program, its scenarios, what to read.
include(GNUInstallDirs)

if(TARGET txlab)
  install(TARGETS txlab)
endif()
install(DIRECTORY scenarios/library/ DESTINATION ${CMAKE_INSTALL_DATADIR}/txlab/scenarios OPTIONAL)
install(DIRECTORY scenarios/measured/ DESTINATION ${CMAKE_INSTALL_DATADIR}/txlab/measured
  FILES_MATCHING PATTERN *.csv)
install(FILES README.md ARCHITECTURE.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)
