/**
 * Write the accounts `h` of a year as the books had them at a moment, to be joined by whose they are; `member`, `year` and `moment` are expressions.
 */
export function accountThen(member: string, year: string, _moment: string): string {
  return `SELECT a.* FROM attendance.annual_hours a WHERE a.member_id = ${member} AND a.year = ${year}`
}
