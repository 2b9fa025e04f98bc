import { periodEnd, periodStart } from "./quota-period.js";
import { QUOTA_MARGIN_MS, REMEMBERED_MS } from "./remembered.js";
import type { Limit, Quota, Taken } from "./store.js";

/**
 * Takes one of each limit or nothing of any, on the clock of Redis, as the store in memory does on its
 * own. A bucket is kept as millionths of tokens and the microsecond they were counted at; a quota as
 * what was used, the millisecond its period ends, and whether that is its first.
 */
export const TAKE_SCRIPT = `
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local nowMs = math.floor(now / 1000)
local REMEMBERED, MARGIN = ${REMEMBERED_MS}, ${QUOTA_MARGIN_MS}

local function lookAtBucket(key, rate, burst)
  local full = burst * 1000000
  local millionths = full
  local kept = redis.call('GET', key)
  if kept then
    local had, at = string.match(kept, '(%S+) (%S+)')
    millionths = math.min(full, tonumber(had) + math.max(0, now - tonumber(at)) * rate)
  end
  local look = { left = math.floor(millionths / 1000000) }
  function look.take(count)
    millionths = millionths - count * 1000000
    if millionths >= full then
      redis.call('DEL', key)
    else
      local fullMs = math.min(math.ceil((full - millionths) / rate / 1000), REMEMBERED)
      redis.call('SET', key, string.format('%.17g %.0f', millionths, now), 'PX', string.format('%.0f', fullMs))
    end
    if burst < 1 then return -1 end
    if millionths >= full then return 0 end
    if rate <= 0 then return -1 end
    return math.ceil(((math.floor(millionths / 1000000) + 1) * 1000000 - millionths) / rate / 1000)
  end
  return look
end

local function lookAtQuota(key, limit, offset, ends)
  local ending = ends[3]
  if nowMs < ends[2] then ending = ends[2] end
  if nowMs < ends[1] then ending = ends[1] end
  local used, first = 0, 1
  local kept = redis.call('GET', key)
  if kept then
    local had, untilMs, was = string.match(kept, '(%S+) (%S+) (%S+)')
    first = 0
    if tonumber(untilMs) >= ending then
      used, ending, first = tonumber(had), tonumber(untilMs), tonumber(was)
    end
  end
  local look = { left = math.max(0, limit - first * offset - used) }
  function look.take(count)
    local margin = MARGIN
    if offset > 0 then margin = REMEMBERED end
    redis.call('SET', key, string.format('%.0f %.0f %d', used + count, ending, first),
      'PX', string.format('%.0f', math.max(1, ending + margin - nowMs)))
    return ending - nowMs
  end
  return look
end

local looks, refused = {}, 0
for i, key in ipairs(KEYS) do
  local given = {}
  for n = 1, 5 do given[n] = tonumber(ARGV[(i - 1) * 6 + 1 + n]) end
  if ARGV[(i - 1) * 6 + 1] == 'bucket' then
    looks[i] = lookAtBucket(key, given[1], given[2])
  else
    looks[i] = lookAtQuota(key, given[1], given[2], { given[3], given[4], given[5] })
  end
  if refused == 0 and looks[i].left < 1 then refused = i end
end

local count = 1
if refused > 0 then count = 0 end
local reply = { refused }
for i, look in ipairs(looks) do
  reply[2 * i] = look.left - count
  reply[2 * i + 1] = look.take(count)
end
return reply
`;

/**
 * Six arguments of the script per limit. The script does no calendar: a quota comes with the ends of
 * the periods around this process's clock, of which it takes the one that its own clock is in.
 */
export function takeArguments(limits: readonly Limit[]): readonly string[] {
  return limits
    .flatMap((limit) =>
      limit.kind === "bucket"
        ? [limit.kind, limit.rateLimit, limit.burstLimit, 0, 0, 0]
        : [limit.kind, limit.limit, limit.offset, ...endsAround(limit.period, Date.now())],
    )
    .map(String);
}

/** When the previous, the current and the next period end. */
function endsAround(period: Quota["period"], now: number): readonly number[] {
  const end = periodEnd(period, now);
  return [periodStart(period, now), end, periodEnd(period, end)];
}

/** What the script answers: the number of what refused, or 0, then what is left of each, and for how long. */
export function readTaken([refused = 0, ...numbers]: readonly number[]): Taken {
  const resetMs = numbers.filter((_, index) => index % 2 === 1);
  return {
    refusedBy: refused === 0 ? undefined : refused - 1,
    left: numbers.filter((_, index) => index % 2 === 0),
    resetMs: resetMs.map((ms) => (ms < 0 ? Infinity : ms)),
  };
}
