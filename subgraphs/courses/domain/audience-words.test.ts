import { expect, test } from "vitest"
import { readAudienceWords } from "./audience-words.ts"

const MEMBERS = ["FULL", "PROBATIONARY"]

test.each([
  ["全体党员", { places: [], stages: MEMBERS, posts: [] }],
  ["全体党员、发展对象", { places: [], stages: [...MEMBERS, "DEVELOPMENT_TARGET"], posts: [] }],
  ["发展对象和入党积极分子", { places: [], stages: ["DEVELOPMENT_TARGET", "ACTIVIST"], posts: [] }],
  ["第一党支部", { places: ["第一党支部"], stages: MEMBERS, posts: [] }],
  ["第一党支部全体党员、第二党支部", { places: ["第一党支部", "第二党支部"], stages: MEMBERS, posts: [] }],
  ["各支部书记", { places: [], stages: [], posts: ["SECRETARY"] }],
  ["支部书记、组织委员", { places: [], stages: [], posts: ["SECRETARY", "ORGANISATION_COMMISSIONER"] }],
  ["支部书记、发展对象", null],
  ["第一党支部、发展对象", null],
  ["全体干部群众", null],
  ["", null],
])("%s", (text, wanted) => expect(readAudienceWords(text)).toEqual(wanted))
