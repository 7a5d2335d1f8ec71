/** What a rule set of the sample city says. */
export const PARAMETERS = {
  requirements: {
    MEMBER: { hours: 32, intensiveSessions: 0 },
    PROBATIONARY: { hours: 32, intensiveSessions: 0 },
    SECRETARY: { hours: 56, intensiveSessions: 1 },
    COMMITTEE_MEMBER: { hours: 56, intensiveSessions: 1 },
    DEVELOPMENT_TARGET: { hours: 24, intensiveSessions: 0 },
    ACTIVIST: null,
    IN_SERVICE: null,
    CADRE: { hours: 90, intensiveSessions: 1 },
  },
  minutesPerHour: 60,
  roundingStep: 0.5,
  roundingDirection: "DOWN",
  lateGraceMinutes: 5,
  onlineCapShare: 0.5,
  dailyCapHours: 8,
  makeUpFactor: 1,
  categories: { INTENSIVE: "INTENSIVE", COLLECTIVE: "COLLECTIVE", PARTY_LECTURE: "COLLECTIVE", THEME_DAY: "COLLECTIVE", ONLINE: "ONLINE", PRACTICE: "NONE" },
}
