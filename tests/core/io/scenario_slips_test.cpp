// Problems of policies, interventions, options, parameters and files, each with the exact text that people see.
#include "scenario_small.hpp"

namespace berdaya {
namespace {

class ScenarioSlips : public testing::TestWithParam<Slip> {};

TEST_P(ScenarioSlips, AreReportedAs) {
  const Slip& slip = GetParam();
  EXPECT_EQ(problems_of(small_scenario_with(slip.written, slip.instead)), slip.expected);
}

const Slip slips[] = {
    {"APolicyWithoutWhatIsNotThere", R"t([policy.more])t",
     R"t([policy.more]
without = ["trainin"])t",
     R"t(small.toml:43:12: error: unknown intervention 'trainin' in without
   43 | without = ["trainin"]
      |            ^~~~~~~~~ did you mean 'training'? there are: training
)t"},
    {"APolicyCalledBaseline",
     R"t([policy.more]
[[policy.more)t",
     R"t([policy.baseline]
[[policy.baseline)t",
     R"t(small.toml:42:9: error: 'baseline' is the scenario without a policy; name this one differently
   42 | [policy.baseline]
      |         ^~~~~~~~
)t"},
    {"AnUnknownKind", R"t(kind = "training")t", R"t(kind = "trainng")t",
     R"t(small.toml:39:8: error: unknown kind 'trainng'
   39 | kind = "trainng"
      |        ^~~~~~~~~ did you mean 'training'? allowed: grant, operations, training, facilitators, visits, messages, permit_help, permit_assist, simpler_procedure, gallery, bazaar, contest, platform, digital_channel, forum, federation, csr, buyer, mentoring, kub, shared_archive, monitoring, role_clarity, youth, pandemic, leader_turnover, officer_turnover, fund_cut, broken_promise, permit_renewal
)t"},
    {"AFieldOfAnotherKind", R"t(kind = "training")t",
     R"t(kind = "training"
amount = 3)t",
     R"t(small.toml:40:1: error: unknown key 'amount' in [[intervention]] of kind 'training'
   40 | amount = 3
      | ^~~~~~ allowed: id, title, kind, from, until, target, fund, intensity, cost, unit_cost, wave_months, quality
)t"},
    {"FieldsOutOfRange", R"t(kind = "training")t",
     R"t(kind = "training"
intensity = -1
quality = 3)t",
     R"t(small.toml:40:13: error: intensity must be a number in [0, 10000], got -1
   40 | intensity = -1
      |             ^~
small.toml:41:11: error: quality must be a level in [0, 1], got 3
   41 | quality = 3
      |           ^
)t"},
    {"PilotsWhereThereAreNone", R"t(kind = "training")t",
     R"t(kind = "training"
target = { group = "pilot" })t",
     R"t(small.toml:40:20: error: group = "pilot", but no community has pilot = true
   40 | target = { group = "pilot" }
      |                    ^~~~~~~
)t"},
    {"ReplicasWithoutReplication", R"t(kind = "training")t",
     R"t(kind = "training"
target = { group = "replica" })t",
     R"t(small.toml:40:20: error: group = "replica" needs a [replication] section that says when replication begins
   40 | target = { group = "replica" }
      |                    ^~~~~~~~~
)t"},
    {"SingleUmkmOfAKindForCommunities", R"t(kind = "training")t",
     R"t(kind = "forum"
target = { share = 0.5 })t",
     R"t(small.toml:40:12: error: forum reaches whole communities: 'share' is for what chooses single UMKM
   40 | target = { share = 0.5 }
      |            ^~~~~ these do: training, visits, messages, permit_help, permit_assist, mentoring, kub, youth
)t"},
    {"ATargetThatContradictsItself", R"t(kind = "training")t",
     R"t(kind = "training"
target = { communities = ["rw01"], group = "all", neighbourhoods = [6], share = 0.2, places = 2 })t",
     R"t(small.toml:40:44: error: a target has either communities or group, not both
   40 | target = { communities = ["rw01"], group = "all", neighbourhoods = [6], share = 0.2, places = 2 }
      |                                            ^~~~~
small.toml:40:69: error: neighbourhoods must be a whole number in [1, 5], got 6
   40 | target = { communities = ["rw01"], group = "all", neighbourhoods = [6], share = 0.2, places = 2 }
      |                                                                     ^
small.toml:40:95: error: a target has either share or places, not both
   40 | target = { communities = ["rw01"], group = "all", neighbourhoods = [6], share = 0.2, places = 2 }
      |                                                                                               ^
)t"},
    {"AShockThatCosts", R"t(kind = "training")t",
     R"t(kind = "pandemic"
cost = 3)t",
     R"t(small.toml:40:8: error: pandemic is a shock and costs nothing; leave cost out
   40 | cost = 3
      |        ^
)t"},
    {"AProfitPathThatGoesBack", R"t(kind = "training")t",
     R"t(kind = "csr"
profit = [[2020-03-01, 1], [2020-03-15, 2], [3]])t",
     R"t(small.toml:40:28: error: the dates of profit must rise from month to month
   40 | profit = [[2020-03-01, 1], [2020-03-15, 2], [3]]
      |                            ^~~~~~~~~~~~~~~
small.toml:40:45: error: profit must hold pairs [date, value], got a list
   40 | profit = [[2020-03-01, 1], [2020-03-15, 2], [3]]
      |                                             ^~~
)t"},
    {"APermitThatIsNone", R"t(kind = "training")t",
     R"t(kind = "buyer"
permit = "gallery")t",
     R"t(small.toml:40:10: error: permit must be a permit; the kind of 'gallery' is channel
   40 | permit = "gallery"
      |          ^~~~~~~~~
)t"},
    {"AnUnknownCbo", R"t(kind = "training")t",
     R"t(kind = "kub"
cbo = "clb")t",
     R"t(small.toml:40:7: error: unknown CBO 'clb' in cbo
   40 | cbo = "clb"
      |       ^~~~~ did you mean 'club'? there are: club
)t"},
    {"PrerequisitesInACircle", R"t([[fund]])t",
     R"t([[option]]
id = "nib"
prerequisite = "pirt"
[[fund]])t",
     R"t(small.toml:24:16: error: the prerequisites go in a circle: nib needs pirt needs nib
   24 | prerequisite = "pirt"
      |                ^~~~~~
)t"},
    {"AnOptionOutOfRange", R"t([[fund]])t",
     R"t([[option]]
id = "nib"
burden = 2
kind = "channel"
[[fund]])t",
     R"t(small.toml:24:10: error: burden must be a level in [0, 1], got 2
   24 | burden = 2
      |          ^
small.toml:25:8: error: the kind of 'nib' is permit and stays so
   25 | kind = "channel"
      |        ^~~~~~~~~
)t"},
    {"ANewChannel", R"t([[fund]])t",
     R"t([[option]]
id = "app"
kind = "channel"
[[fund]])t",
     R"t(small.toml:24:8: error: a new option can be a permit or finance: each channel has equations of its own
   24 | kind = "channel"
      |        ^~~~~~~~~
)t"},
    {"WrongParameters", R"t([[sector]])t",
     R"t([parameters]
participation.bse = 1
partcipation.base = 2
facilitation.duty_rule = "x"
social_capital.contacts = 7
trust.gain = nan
[population]
market = 0
[[sector]])t",
     R"t(small.toml:7:15: error: unknown key 'bse' in [parameters.participation]
    7 | participation.bse = 1
      |               ^~~ did you mean 'base'? allowed: base, benefit, trust, peer_influence, peer_norm, ownership, invitation, aspiration, time_cost, fatigue, reluctance_sd, answered
small.toml:8:1: error: unknown key 'partcipation' in [parameters]
    8 | partcipation.base = 2
      | ^~~~~~~~~~~~ did you mean 'participation'? allowed: government, facilitation, organisation, participation, learning, trust, uptake, market, social_capital, outcomes, policy, population
small.toml:9:26: error: unknown duty_rule 'x'
    9 | facilitation.duty_rule = "x"
      |                          ^~~ allowed: pass_down, volunteer
small.toml:10:27: error: contacts must be an even whole number in [2, 16], got 7
   10 | social_capital.contacts = 7
      |                           ^
small.toml:11:14: error: gain must be a level in [0, 1], got nan
   11 | trust.gain = nan
      |              ^~~
small.toml:13:10: error: market must be a number in [0.001, 0.999], got 0
   13 | market = 0
      |          ^
)t"},
    {"AParameterOfAnotherGroup", R"t([[sector]])t",
     R"t([parameters]
policy.peer_influence = 3
[[sector]])t",
     R"t(small.toml:7:8: error: unknown key 'peer_influence' in [parameters.policy]
    7 | policy.peer_influence = 3
      |        ^~~~~~~~~~~~~~ did you mean 'participation.peer_influence'? allowed: forum_link, forum_half, forum_coord, forum_relief, forum_cost, forum_support, platform_market, youth_knowledge, channel_spread, channel_visit, channel_coordination, replicate_months, leader_sd, company_rate
)t"},
    {"WeightsThatDoNotSumToOne", R"t([[sector]])t",
     R"t([parameters]
government.v_env = 0.9
[[sector]])t",
     R"t(small.toml:7:12: error: government.v_env + v_part + v_rep must be 1, got 1.5
    7 | government.v_env = 0.9
      |            ^~~~~
)t"},
    {"AParameterSetTwice", R"t([[sector]])t",
     R"t([parameters]
population.market = 0.2
[population]
market = 0.3
[[sector]])t",
     R"t(small.toml:9:1: error: population.market is set twice; the first is in line 7
    9 | market = 0.3
      | ^~~~~~
)t"},
    {"RangesAndShares", R"t([[sector]])t",
     R"t([uncertainty]
participation.base = { min = 2, max = 1 }
trust.gain = { min = 0, mx = 0.5 }
[adopted]
nibb = 0.2
pirt = 3
[[sector]])t",
     R"t(small.toml:7:22: error: min must be below max in the range of participation.base, got 2 and 1
    7 | participation.base = { min = 2, max = 1 }
      |                      ^~~~~~~~~~~~~~~~~~~~
small.toml:8:25: error: unknown key 'mx' in the range of trust.gain
    8 | trust.gain = { min = 0, mx = 0.5 }
      |                         ^~ did you mean 'max'? allowed: min, max
small.toml:10:1: error: unknown key 'nibb' in [adopted]
   10 | nibb = 0.2
      | ^~~~ did you mean 'nib'? allowed: nib, pirt, halal, hki, gallery, bazaar, marketplace, partnership, collective, kur, csr
small.toml:11:8: error: pirt must be a level in [0, 1], got 3
   11 | pirt = 3
      |        ^
)t"},
    {"ReplicationWithoutPilots", R"t([[sector]])t",
     R"t([replication]
participation = 0.3
[[sector]])t",
     R"t(small.toml:6:2: error: [replication] waits for pilots, but no community has pilot = true
    6 | [replication]
      |  ^~~~~~~~~~~
)t"},
    {"AKeyTwice", R"t(months = 24)t",
     R"t(months = 24
months = 12)t",
     R"t(small.toml:5:10: error: cannot read key-value pair: cannot redefine existing integer 'months'
    5 | months = 12
      |          ^
)t"},
    {"AMissingValue", R"t(months = 24)t", R"t(months = )t",
     R"t(small.toml:4:10: error: cannot read key-value pair: expected value, saw '\n'
    4 | months = 
      |          ^
)t"},
    {"ATableWhereAListIsWanted", R"t([[community]])t", R"t([community])t",
     R"t(small.toml:25:2: error: 'community' must be a list of tables, each under its own [[community]]
   25 | [community]
      |  ^~~~~~~~~
)t"},
    {"AnIdWithABlank", R"t(id = "small")t", R"t(id = "small one")t",
     R"t(small.toml:2:6: error: id must be made of letters, digits, '_' and '-' (and not be "none"), got the text "small one"
    2 | id = "small one"
      |      ^~~~~~~~~~~
)t"},
    {"BothCountsAndFile", R"t(umkm = {)t",
     R"t(umkm_file = "survey.csv"
umkm = {)t",
     R"t(small.toml:28:1: error: the community 'rw01' has both umkm and umkm_file
   28 | umkm_file = "survey.csv"
      | ^~~~~~~~~
)t"},
    {"AFileThatIsNotThere", R"t(umkm = { food = 20, craft = 10 })t", R"t(umkm_file = "survey.csv")t",
     R"t(small.toml:28:13: error: cannot read 'survey.csv': No such file or directory
   28 | umkm_file = "survey.csv"
      |             ^~~~~~~~~~~~ looked for nowhere/survey.csv
)t"},
    {"ColumnsCountCharactersNotBytes", R"t(id = "small")t",
     R"t(id = "small"
title = { id = "Kampung é", eng = "x" })t",
     R"t(small.toml:3:29: error: unknown key 'eng' in title
    3 | title = { id = "Kampung é", eng = "x" }
      |                             ^~~ did you mean 'en'? allowed: id, en
)t"},
    {"AnUnknownOption", R"t(id = "food")t",
     R"t(id = "food"
options = ["pirt", "nbi"])t",
     R"t(small.toml:8:20: error: unknown option 'nbi' in options
    8 | options = ["pirt", "nbi"]
      |                    ^~~~~ did you mean 'nib'? there are: nib, pirt, halal, hki, gallery, bazaar, marketplace, partnership, collective, kur, csr
)t"},
    {"AFoodOptionElsewhere", R"t(id = "craft")t",
     R"t(id = "craft"
options = ["pirt"])t",
     R"t(small.toml:12:11: error: 'pirt' is for food sectors only; give the sector food = true or leave the option out
   12 | options = ["pirt"]
      |           ^~~~~~~~
)t"},
    {"AnotherFormat", R"t(format = 1)t", R"t(format = 2)t",
     R"t(small.toml:1:10: error: format must be 1, got 2
    1 | format = 2
      |          ^
)t"},
};

INSTANTIATE_TEST_SUITE_P(Of, ScenarioSlips, testing::ValuesIn(slips), name_of_slip);

}  // namespace
}  // namespace berdaya
