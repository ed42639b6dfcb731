# npm's packages as the lock file has them, into a folder of the build: cmake -DNPM=… -DFROM=… -DTO=… -DCACHE=…
# -DTESTS=ON -P THIS. Without tests, only what bundling needs.
foreach(FILE package.json package-lock.json .npmrc)
  file(COPY ${FROM}/${FILE} DESTINATION ${TO})
endforeach()
set(OMIT --omit=dev)
if(TESTS)
  set(OMIT)
endif()
# The cache of its own: a home directory need not be there, or be writable.
execute_process(
  COMMAND ${CMAKE_COMMAND} -E env npm_config_cache=${CACHE}
    ${NPM} ci --ignore-scripts --prefer-offline --no-progress --loglevel=error ${OMIT}
  WORKING_DIRECTORY ${TO}
  OUTPUT_VARIABLE SAID ERROR_VARIABLE SAID RESULT_VARIABLE STATUS)
if(NOT STATUS EQUAL 0)
  file(REMOVE ${TO}/node_modules/.package-lock.json)
  message(FATAL_ERROR "The packages that the report's page is bundled from could not be fetched.\n"
    "npm ci needs its registry once; what it has fetched stays in ${CACHE}.\n${SAID}")
endif()
file(TOUCH ${TO}/node_modules/.package-lock.json)
