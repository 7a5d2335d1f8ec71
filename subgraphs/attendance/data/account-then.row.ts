/** Write what the account of a person and year said at a moment, as `credited` and `make_up`; `member`, `year` and `moment` are expressions. */
export function accountThen(member: string, year: string, moment: string): string {
  return `SELECT a.credited, a.make_up FROM attendance.annual_hours a WHERE a.member_id = ${member} AND a.year = ${year} AND a.since <= ${moment}
    UNION ALL
    SELECT a.credited, a.make_up FROM attendance.annual_hours_past a WHERE a.member_id = ${member} AND a.year = ${year} AND a.since <= ${moment} AND a.until > ${moment}`
}
