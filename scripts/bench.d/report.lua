-- Makes wrk ask for the paths in a file, one a line, in turn, if it is given one, wait for some milliseconds between an
-- answer and the next question, if it is told how many, and print its figures as one line of JSON. Times are in microseconds.
local requests = {}
local turn = 0

function init(args)
  local paths, pause = args[1] or "", tonumber(args[2] or 0)
  if pause > 0 then
    delay = function() return pause end
  end
  if paths ~= "" then
    for path in io.lines(paths) do
      requests[#requests + 1] = wrk.format(nil, path)
    end
  else
    requests[1] = wrk.format()
  end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    'JSON {"requests":%d,"micros":%d,"bytes":%d,"p50":%d,"p99":%d,"refused":%d,"broken":%d}\n',
    summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99),
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
