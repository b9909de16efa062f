-- What wrk counted, in numbers that need no rounding: one line on the standard output.
done = function(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("COUNTED %d %d %d %d %d %d\n", summary.requests, summary.duration, summary.bytes,
    e.connect + e.read + e.write + e.status + e.timeout, latency:percentile(50), latency:percentile(99)))
end
