import type pg from "pg"
import { postponeIndexes, postponeNameParts } from "../prisma/seed/postponed.ts"
import { type SealingKey, mobileTailHash } from "../subgraphs/shared/sealed.ts"

/** Surnames with their shares in a thousand, and how they are spelt. */
const SURNAMES =
  "王wang72 李li71 张zhang68 刘liu54 陈chen45 杨yang31 赵zhao23 黄huang22 周zhou21 吴wu21 徐xu17 孙sun15 胡hu13 朱zhu13 高gao12 林lin12 何he12 郭guo11 马ma11 罗luo9 梁liang8 宋song8 郑zheng8 谢xie7 韩han7 唐tang7 冯feng6 于yu6 董dong6 萧xiao6 程cheng6 曹cao5 袁yuan5 邓deng5 许xu5 傅fu5 沈shen5 曾zeng5 彭peng5 吕lü5 苏su4 卢lu4 蒋jiang4 蔡cai4 贾jia4 丁ding4 魏wei4 薛xue4 叶ye4 阎yan4 余yu4 潘pan4 杜du4 戴dai4 夏xia4 钟zhong4 汪wang4 田tian4 任ren4 姜jiang3 范fan3 方fang3 石shi3 姚yao3 谭tan3 廖liao3 邹zou3 熊xiong3 金jin3 陆lu3 郝hao3 孔kong3 白bai3 崔cui3 康kang3 毛mao3 邱qiu3 秦qin3 江jiang3 史shi3 顾gu3 侯hou3 邵shao3 孟meng3 龙long3 万wan3 段duan3 雷lei3 钱qian3 汤tang2 尹yin2 黎li2 易yi2 常chang2 武wu2 乔qiao2 贺he2 赖lai2 龚gong2 文wen2 欧阳ouyang2"
const CHARACTERS =
  "明ming 国guo 文wen 华hua 春chun 梅mei 伟wei 建jian 玉yu 小xiao 志zhi 永yong 丽li 海hai 秀xiu 英ying 平ping 红hong 军jun 金jin 兰lan 芳fang 杰jie 林lin 晓xiao 桂gui 德de 强qiang 荣rong 云yun 美mei 光guang 生sheng 凤feng 敏min 新xin 立li 艳yan 霞xia 东dong 清qing 珍zhen 成cheng 宏hong 庆qing 俊jun 辉hui 龙long 波bo 雪xue 静jing 娟juan 斌bin 超chao 勇yong 涛tao 鹏peng 磊lei 洋yang 宇yu 浩hao 婷ting 琳lin 欣xin 佳jia 思si 雨yu 子zi 梓zi 涵han 萍ping 琴qin 莲lian 忠zhong 义yi 福fu 贵gui 富fu 兴xing 昌chang 安an 康kang 宁ning 顺shun 喜xi 根gen 水shui 木mu 火huo 土tu 山shan 川chuan"

/** How many people a branch of the crowd has. */
const IN_A_BRANCH = 50
const ROOT = "019aaf01-0000-7000-8000"
const uuidOf = (number: string) => `('${ROOT}-' || lpad(to_hex(${number}), 12, '0'))::uuid`

/**
 * Fill an empty database with a city of invented people, as large as one likes, in the server itself: a tree of ten districts of ten
 * streets of twenty communities, whose branches have fifty people each. Names are as frequent as in the country.
 */
export async function fillWithCrowd(client: pg.Client, people: number, key: SealingKey): Promise<void> {
  await client.query("BEGIN")
  await client.query("SET LOCAL maintenance_work_mem = '512MB'; SET LOCAL work_mem = '256MB'; SELECT setseed(0.5)")
  const restoreIndexes = await postponeIndexes(client)
  const restoreNameParts = await postponeNameParts(client)
  await addTree(client, Math.ceil(people / IN_A_BRANCH))
  await addNames(client, key)
  await addPeople(client, people)
  await restoreNameParts()
  await restoreIndexes()
  await client.query("COMMIT")
  await client.query("VACUUM (ANALYZE) organisation.organisation, people.member, people.membership, people.name_part, people.tally")
}

async function addTree(client: pg.Client, branches: number): Promise<void> {
  await client.query(`CREATE TEMP TABLE crowd_branch ON COMMIT DROP AS
    SELECT at, format('c.d%s.s%s.m%s.', at % 10, at / 10 % 10, at / 100 % 20) AS community, format('b%s.', at) AS own FROM generate_series(1, ${branches}) AS at`)
  await client.query(`CREATE TEMP TABLE crowd_place ON COMMIT DROP AS
    SELECT path, (${branches} + row_number() OVER (ORDER BY path)) AS number FROM (
      SELECT 'c.' AS path UNION SELECT split_part(community, 's', 1) FROM crowd_branch UNION SELECT split_part(community, 'm', 1) FROM crowd_branch UNION SELECT community FROM crowd_branch) places`)
  await client.query(`INSERT INTO organisation.organisation (id, parent_id, path, name, short_name, kind, level, setting, founded_on)
    SELECT ${uuidOf("p.number")}, (SELECT ${uuidOf("above.number")} FROM crowd_place above WHERE above.path = regexp_replace(p.path, '[^.]+[.]$', '')), p.path, p.path, p.path,
      'COMMITTEE', (ARRAY['CITY', 'DISTRICT', 'STREET', 'COMMUNITY'])[length(p.path) - length(replace(p.path, '.', ''))]::organisation.level, 'COMMUNITY', '2000-01-01'
    FROM crowd_place p ORDER BY p.path`)
  await client.query(`INSERT INTO organisation.organisation (id, parent_id, path, name, short_name, kind, level, setting, founded_on)
    SELECT ${uuidOf("b.at")}, ${uuidOf("p.number")}, b.community || b.own, '第' || b.at || '党支部', '第' || b.at || '党支部', 'BRANCH', 'BRANCH', 'COMMUNITY', '2000-01-01'
    FROM crowd_branch b JOIN crowd_place p ON p.path = b.community`)
}

async function addNames(client: pg.Client, key: SealingKey): Promise<void> {
  const surnames = SURNAMES.split(" ").map((entry) => /^(\p{Script=Han}+)(\D+)(\d+)$/u.exec(entry) ?? [])
  const drawn = surnames.flatMap(([, name = "", pinyin = "", share]) =>
    Array.from({ length: Number(share) }, () => ({ name, pinyin: pinyin.replace("ü", "v") })),
  )
  const characters = CHARACTERS.split(" ").map((entry) => ({ name: entry.charAt(0), pinyin: entry.slice(1) }))
  await client.query("CREATE TEMP TABLE crowd_name (kind text, at int, name text, pinyin text, PRIMARY KEY (kind, at)) ON COMMIT DROP")
  for (const [kind, names] of [
    ["surname", drawn],
    ["given", characters],
  ] as const)
    await client.query(
      "INSERT INTO crowd_name SELECT $1, o.at - 1, o.name, o.pinyin FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS o(name, pinyin, at)",
      [kind, names.map(({ name }) => name), names.map(({ pinyin }) => pinyin)],
    )
  const tails = Array.from({ length: 10_000 }, (_, at) => String(at).padStart(4, "0"))
  await client.query("CREATE TEMP TABLE crowd_tail (tail text PRIMARY KEY, hash bytea) ON COMMIT DROP")
  await client.query("INSERT INTO crowd_tail SELECT * FROM unnest($1::text[], $2::bytea[])", [tails, tails.map((tail) => mobileTailHash(tail, key))])
}

/** A tenth has one character after the surname; frequent characters come more often than rare ones. */
async function addPeople(client: pg.Client, people: number): Promise<void> {
  const given = (random: string) => `floor(${CHARACTERS.split(" ").length} * power(${random}, 1.3))::int`
  await client.query(`CREATE TEMP TABLE crowd_person ON COMMIT DROP AS
    SELECT at, floor(random() * (SELECT count(*) FROM crowd_name WHERE kind = 'surname'))::int AS surname, ${given("random()")} AS first,
      CASE WHEN random() > 0.1 THEN ${given("random()")} END AS second, date '1945-01-01' + floor(random() * 22000)::int AS birth_on FROM generate_series(1, ${people}) AS at`)
  await client.query(`INSERT INTO people.member (id, code, name, name_pinyin, name_initials, sex, ethnicity, birth_on, education, stage, applied_on, joined_on, full_on,
      participation, branch_id, branch_path, mobile_hash, mobile_tail_hash)
    SELECT ${uuidOf("p.at")}, 'LZ' || lpad(p.at::text, 7, '0'), s.name || a.name || coalesce(b.name, ''), s.pinyin || a.pinyin || coalesce(b.pinyin, ''),
      CASE s.name WHEN '欧阳' THEN 'oy' ELSE left(s.pinyin, 1) END || left(a.pinyin, 1) || coalesce(left(b.pinyin, 1), ''), 'FEMALE', '01', p.birth_on, '20', 'FULL',
      '2000-01-01', '2001-01-01', '2002-01-01', 'DIRECT', ${uuidOf("o.at")}, o.community || o.own, sha256(p.at::text::bytea), t.hash
    FROM crowd_person p JOIN crowd_name s ON s.kind = 'surname' AND s.at = p.surname JOIN crowd_name a ON a.kind = 'given' AND a.at = p.first
      LEFT JOIN crowd_name b ON b.kind = 'given' AND b.at = p.second JOIN crowd_branch o ON o.at = (p.at - 1) / ${IN_A_BRANCH} + 1
      JOIN crowd_tail t ON t.tail = lpad((p.at % 10000)::text, 4, '0') ORDER BY p.at`)
  await client.query(`INSERT INTO people.membership (id, member_id, organisation_id, organisation_path, participation, from_on)
    SELECT m.id, m.id, m.branch_id, m.branch_path, 'DIRECT', '2001-01-01' FROM people.member m ORDER BY m.id`)
}
