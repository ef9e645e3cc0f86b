-- Generic cell rate algorithm (ITU-T I.371, virtual scheduling) for several hits, each over several rules, all or nothing.
-- KEYS hold the theoretical arrival times of the rules, hit after hit, in microseconds of this server's clock.
-- ARGV has for each hit the number of its rules, then for each rule its emission interval in microseconds, how many hits
-- it allows at once, and how many this one takes: a rule that takes none must have room for one all the same.
-- Returns for each hit and rule {remaining, retry after, reset after}, times in microseconds; all are zero or more.
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]

local function read_rule(key, argument)
    local interval = tonumber(ARGV[argument])
    local tolerance = interval * tonumber(ARGV[argument + 1])
    local arrival = math.max(now, tonumber(redis.call('GET', key)) or now)
    -- A rule whose quota was cut meanwhile must not keep its old debt for longer than the new one allows.
    arrival = math.min(arrival, now + tolerance)
    -- Sums of fractions are exact to a quarter of a microsecond only; one whole microsecond denies nobody.
    local wait = math.max(0, math.ceil(arrival + interval - tolerance - now - 1))
    local charge = tonumber(ARGV[argument + 2])
    return {key = key, interval = interval, tolerance = tolerance, arrival = arrival, wait = wait, charge = charge}
end

local function charge(rule)
    rule.arrival = rule.arrival + rule.interval * rule.charge
    local lifetime = math.ceil((rule.arrival - now) / 1000) + 1
    redis.call('SET', rule.key, string.format('%.17g', rule.arrival), 'PX', string.format('%.0f', lifetime))
end

local function decide(first_key, first_argument, count)
    local rules, allowed = {}, true
    for i = 1, count do
        rules[i] = read_rule(KEYS[first_key + i - 1], first_argument + 3 * (i - 1))
        allowed = allowed and rules[i].wait == 0
    end
    local standings = {}
    for i, rule in ipairs(rules) do
        if allowed and rule.charge > 0 then
            charge(rule)
        end
        local spare = now + rule.tolerance - rule.arrival
        local remaining = math.max(0, math.floor((spare + 1) / rule.interval))
        standings[i] = {remaining, rule.wait, math.ceil(rule.arrival - now)}
    end
    return standings
end

local answers, key, argument = {}, 1, 1
while key <= #KEYS do
    local count = tonumber(ARGV[argument])
    answers[#answers + 1] = decide(key, argument + 1, count)
    key = key + count
    argument = argument + 1 + 3 * count
end
return answers
