/** One tab of GraphiQL: an operation and the variables it starts with. */
export type GraphiqlExample = { query: string; variables: Record<string, string | number> }

/** Identifiers that the examples start with. They exist in the sample city; elsewhere the reader replaces them. */
export type ExampleIds = { member: string; branch: string; organisation: string }

/** Make the example operations, with `year` set to the current one. */
export function graphiqlExamples(ids: Partial<ExampleIds> = {}, year: number = new Date().getFullYear()): GraphiqlExample[] {
  const { member = "member_…", organisation = "organisation_…", branch = organisation } = ids
  return [
    { query: MEMBER_CARD, variables: { id: member, year } },
    { query: BRANCH_ROSTER, variables: { organisation: branch, year } },
    { query: ORGANISATION_TREE, variables: { id: organisation } },
    { query: CITY_FIGURES, variables: {} },
  ]
}

const MEMBER_CARD = `# 党员卡片: a member's branch, lessons and hours in one request.
query MemberCard($id: ID!, $year: Int!) {
  member(id: $id) {
    id
    name
    stage
    branch {
      id
      name
      kind
      parent { id name kind }
    }
    lessons(first: 10, when: UPCOMING) {
      totalCount
      nodes {
        id
        title
        startsAt
        endsAt
        plannedHours
        venue { id name }
        teachers { id name }
      }
    }
    hours(year: $year) {
      required
      credited
      remaining
      verdict
      categories { category hours }
    }
  }
}
`

const BRANCH_ROSTER = `# 支部花名册: a page of a branch's members, each with coming lessons and the year's hours.
query BranchRoster($organisation: ID!, $year: Int!, $first: Int = 50, $after: String, $search: String, $asOf: Date) {
  organisation(id: $organisation) {
    id
    name
    members(first: $first, after: $after, search: $search, asOf: $asOf, includeDescendants: true) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        id
        name
        stage
        branch { id name }
        lessons(first: 3, when: UPCOMING) { nodes { id title startsAt venue { id name } } }
        hours(year: $year) { required credited verdict }
      }
    }
  }
}
`

const ORGANISATION_TREE = `# 组织架构: one level of the tree, with what each node holds.
query OrganisationTree($id: ID!) {
  organisation(id: $id) {
    id
    name
    path { id name }
    children(first: 100) {
      totalCount
      nodes {
        id
        name
        kind
        level
        hasChildren
        memberCount
        officers { post member { id name } since isCombinedWithDirector }
        advice { rule message }
      }
    }
  }
}
`

const CITY_FIGURES = `# 全市数据: needs no identifier, so begin here and take one from the answer.
query CityFigures {
  organisations(first: 1, level: CITY) {
    nodes {
      id
      name
      statistics {
        asOf
        communityOrganisations { committees generalBranches branches total }
        members
        partySchools
        demonstrationSchools
      }
    }
  }
}
`
