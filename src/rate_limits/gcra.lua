-- Generic cell rate algorithm over several rules, all or nothing (ITU-T I.371, virtual scheduling).
-- KEYS[i] holds the theoretical arrival time of rule i in microseconds of this server's clock.
-- ARGV[3i-2] is the rule's emission interval in microseconds, ARGV[3i-1] how many hits it allows at once, ARGV[3i] how
-- many are charged: a rule that charges none must have room for one all the same.
-- Returns for each rule {remaining, retry after, reset after}, times in microseconds; all are zero or more.
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]

local rules = {}
local allowed = true
for i, key in ipairs(KEYS) do
    local interval = tonumber(ARGV[3 * i - 2])
    local tolerance = interval * tonumber(ARGV[3 * i - 1])
    local arrival = math.max(now, tonumber(redis.call('GET', key)) or now)
    -- A rule whose quota was cut meanwhile must not keep its old debt for longer than the new one allows.
    arrival = math.min(arrival, now + tolerance)
    -- Sums of fractions are exact to a quarter of a microsecond only; one whole microsecond denies nobody.
    local wait = math.max(0, math.ceil(arrival + interval - tolerance - now - 1))
    allowed = allowed and wait == 0
    rules[i] = {charge = tonumber(ARGV[3 * i]), interval = interval, tolerance = tolerance, arrival = arrival, wait = wait}
end

local standings = {}
for i, rule in ipairs(rules) do
    if allowed and rule.charge > 0 then
        rule.arrival = rule.arrival + rule.interval * rule.charge
        local lifetime = math.ceil((rule.arrival - now) / 1000) + 1
        redis.call('SET', KEYS[i], string.format('%.17g', rule.arrival), 'PX', string.format('%.0f', lifetime))
    end
    local spare = now + rule.tolerance - rule.arrival
    standings[i] = {math.max(0, math.floor((spare + 1) / rule.interval)), rule.wait, math.ceil(rule.arrival - now)}
end
return standings
