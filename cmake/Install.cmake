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
# The pages are made by the program that they are about.
if(TARGET txlab)
  install(CODE "execute_process(COMMAND $<TARGET_FILE:txlab> man
    -o \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_MANDIR}/man1\"
    COMMAND_ERROR_IS_FATAL ANY)")
endif()
