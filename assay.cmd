@echo off
rem Starts Assay on Windows: the counterpart of the shell script "assay" beside it.
rem
rem   ASSAY_JAVA       the java.exe to use; else %JAVA_HOME%\bin\java.exe; else java.exe from PATH
rem   ASSAY_JAVA_OPTS  further JVM options; they win over the ones set here
rem   ASSAY_ARCHIVE    off: neither make nor use an archive of loaded classes
setlocal DisableDelayedExpansion

rem --- Where are we?
set "HERE=%~dp0"
set "LIB=%HERE%..\lib"
if exist "%LIB%\assay.jar" goto java
set "LIB=%HERE%scanner-cli\target"
if not exist "%HERE%scanner-cli\pom.xml" (
  echo assay: %HERE% holds neither a checkout nor a distribution of Assay>&2
  exit /b 2
)

:java
set "JAVA=%ASSAY_JAVA%"
if not defined JAVA if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
if not defined JAVA for %%J in (java.exe) do set "JAVA=%%~$PATH:J"
if not defined JAVA (
  echo assay: needs Java 17 or newer; none found: set JAVA_HOME or ASSAY_JAVA>&2
  exit /b 2
)
if not exist "%JAVA%" (
  echo assay: there is no %JAVA%: set JAVA_HOME or ASSAY_JAVA>&2
  exit /b 2
)
for %%J in ("%JAVA%") do set "HOME_OF_JAVA=%%~dpJ.."
set "VERSION="
if exist "%HOME_OF_JAVA%\release" (
  for /f "usebackq tokens=1,2 delims==" %%A in ("%HOME_OF_JAVA%\release") do (
    if "%%A"=="JAVA_VERSION" set "VERSION=%%~B"
  )
)
set "MAJOR="
for /f "tokens=1 delims=.-+" %%A in ("%VERSION%") do set "MAJOR=%%A"
if not defined MAJOR goto build
if %MAJOR% LSS 17 (
  echo assay: needs Java 17 or newer, and %JAVA% is %VERSION%: set JAVA_HOME or ASSAY_JAVA>&2
  exit /b 2
)

:build
if exist "%LIB%\assay.jar" if exist "%LIB%\assay-hook.jar" goto run
echo assay: not built yet, building (first time: a few minutes with downloads)>&2
if exist "%HOME_OF_JAVA%\bin\javac.exe" set "JAVA_HOME=%HOME_OF_JAVA%"
if not exist "%LIB%" mkdir "%LIB%"
call "%HERE%mvnw.cmd" -q -B -ntp -f "%HERE%pom.xml" -pl scanner-cli -am -P launcher package >"%LIB%\launcher.log" 2>&1
if errorlevel 1 (
  type "%LIB%\launcher.log" >&2
  echo assay: the build failed, nothing was scanned>&2
  exit /b 3
)

:run
if "%~1 %~2"=="git --staged" goto hook
if "%~1 %~2"=="hook run" goto hook
"%JAVA%" -XX:+UseParallelGC -XX:TieredStopAtLevel=1 -Xmx512m -Xlog:disable %ASSAY_JAVA_OPTS% -jar "%LIB%\assay.jar" %*
exit /b %ERRORLEVEL%

rem --- A hook starts from an archive of its loaded classes. One that does not fit is ignored by
rem the JVM; its name tells the java and the jar, so that a changed one gets a new archive.
:hook
set "FOLDER=%LOCALAPPDATA%\assay\start"
set "OPTION="
set "NEW="
if not defined LOCALAPPDATA goto start
if not defined MAJOR goto start
if /i "%ASSAY_ARCHIVE%"=="off" goto start
if not exist "%FOLDER%" mkdir "%FOLDER%" 2>nul
if not exist "%FOLDER%" goto start
for %%F in ("%LIB%\assay-hook.jar") do set "KEY=%%~zF-%%~tF"
set "KEY=%KEY::=%"
set "KEY=%KEY:/=%"
set "KEY=%KEY: =%"
set "ARCHIVE=hook-%VERSION%-%KEY%.archive"
if exist "%FOLDER%\%ARCHIVE%" (
  if %MAJOR% LSS 25 (set "OPTION=-XX:SharedArchiveFile") else set "OPTION=-XX:AOTCache"
) else (
  if %MAJOR% LSS 25 (set "OPTION=-XX:ArchiveClassesAtExit") else set "OPTION=-XX:AOTCacheOutput"
  set "NEW=%ARCHIVE%.%RANDOM%"
)

:start
set "CLASS_PATH=%LIB%\assay-hook.jar;%LIB%\assay.jar"
set "FLAGS=-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xlog:disable"
if not defined OPTION (
  "%JAVA%" %FLAGS% %ASSAY_JAVA_OPTS% -cp "%CLASS_PATH%" dev.assay.cli.hook.HookMain %*
) else if not defined NEW (
  "%JAVA%" %FLAGS% "%OPTION%=%FOLDER%\%ARCHIVE%" %ASSAY_JAVA_OPTS% -cp "%CLASS_PATH%" dev.assay.cli.hook.HookMain %*
) else (
  "%JAVA%" %FLAGS% "%OPTION%=%FOLDER%\%NEW%" %ASSAY_JAVA_OPTS% -cp "%CLASS_PATH%" dev.assay.cli.hook.HookMain %*
)
set "CODE=%ERRORLEVEL%"
if not defined NEW exit /b %CODE%
for %%F in ("%FOLDER%\hook-%VERSION%-*.archive") do if not "%%~nxF"=="%ARCHIVE%" del "%%F" 2>nul
if exist "%FOLDER%\%NEW%" move /y "%FOLDER%\%NEW%" "%FOLDER%\%ARCHIVE%" >nul 2>nul
exit /b %CODE%
