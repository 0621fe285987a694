# cmake -DROOT=... -DOUT=... -P Fingerprint.cmake: a digest of the sources that decide what a run
# is, so that a trail knows whether it is replayed with the models that it was recorded with. A
# changed comment changes it, too: better to be careful too often.
file(GLOB_RECURSE sources RELATIVE ${ROOT}
  ${ROOT}/sim/*.?pp ${ROOT}/models/*.?pp ${ROOT}/scenarios/study/*.?pp)
list(SORT sources)
set(digests)
foreach(source IN LISTS sources)
  file(SHA256 ${ROOT}/${source} digest)
  string(APPEND digests "${source} ${digest}\n")
endforeach()
string(SHA256 fingerprint "${digests}")
string(SUBSTRING ${fingerprint} 0 16 fingerprint)
file(WRITE ${OUT} "#define TXLAB_MODELS \"${fingerprint}\"\n")
