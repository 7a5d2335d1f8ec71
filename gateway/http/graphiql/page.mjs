import { GraphiQL } from "graphiql"
import { createElement } from "react"
import { createRoot } from "react-dom/client"
import "graphiql/style.css"
import "./page.css"

/**
 * The script of the GraphiQL page: the bar that takes the bearer token, and GraphiQL beneath it.
 *
 * Everything that is typed here (token, operations, variables) is kept in the session storage of this browser tab, not in the
 * local storage: operations name members, and the computer in a community office is shared.
 */

const TOKEN_KEY = "bearer-token"
const ENDPOINT = location.pathname
const HINT = "Without a token nothing is shown, not even the schema. Run this in the project's folder and paste what it prints:"
const COMMAND = "npm run --silent token -- --as auditor"

const WORKERS = ["json", "graphql"]
Object.assign(globalThis, {
  MonacoEnvironment: {
    /** @param {string} _id @param {string} label */
    getWorker(_id, label) {
      const name = WORKERS.includes(label) ? label : "editor"
      return new Worker(new URL(`./${name}.worker.js`, import.meta.url), { type: "module", name })
    },
  },
})

/** @type {{ query: string, variables: Record<string, unknown> }[]} */
const examples = JSON.parse(find("#examples").textContent ?? "[]")
const tabs = examples.map(({ query, variables }) => ({ query, variables: JSON.stringify(variables, null, 2) }))
const first = sessionStorage.getItem("graphiql:tabState") ? undefined : tabs[0]

const form = /** @type {HTMLFormElement} */ (find("#token-bar"))
const field = /** @type {HTMLInputElement} */ (find("#token"))
const status = find("#token-status")
const root = createRoot(find("#graphiql"))

form.addEventListener("submit", (event) => {
  event.preventDefault()
  takeToken(field.value)
})
find("#forget").addEventListener("click", () => {
  field.value = ""
  takeToken("")
  field.focus()
})
field.value = sessionStorage.getItem(TOKEN_KEY) ?? ""
takeToken(field.value)

/**
 * Keep a token, or forget it when it is empty, and draw GraphiQL anew with it: the schema is asked for once there is one.
 *
 * @param {string} typed as pasted: a leading "Bearer" and white space are dropped.
 */
function takeToken(typed) {
  const token = typed.trim().replace(/^Bearer\s+/i, "")
  if (token) sessionStorage.setItem(TOKEN_KEY, token)
  else sessionStorage.removeItem(TOKEN_KEY)
  if (token) say("waiting", "Loading the schema…")
  else say("missing", HINT, COMMAND)
  root.render(
    createElement(
      GraphiQL,
      {
        fetcher: fetcherWith(token),
        storage: sessionStorage,
        defaultTabs: tabs,
        ...(first && { initialQuery: first.query, initialVariables: first.variables }),
        ...(!token && { schema: null }),
        onSchemaChange: () => say("ready", "The schema is loaded. Requests carry the token; it is kept until this browser tab is closed."),
        shouldPersistHeaders: false,
        schemaDescription: true,
        inputValueDeprecation: true,
        defaultEditorToolsVisibility: "variables",
      },
      createElement(GraphiQL.Logo, null, createElement("span", { className: "logo", lang: "zh" }, "党校课程与考勤")),
    ),
  )
}

/**
 * Make GraphiQL's way to the endpoint: a POST with the token, whose refusal is explained in the bar.
 *
 * @param {string} token
 * @returns {import("@graphiql/toolkit").Fetcher}
 */
function fetcherWith(token) {
  return async (parameters, options) => {
    const response = await fetch(ENDPOINT, {
      method: "POST",
      headers: {
        Accept: "application/graphql-response+json, application/json;q=0.9",
        "Content-Type": "application/json",
        ...(token && { Authorization: `Bearer ${token}` }),
        ...options?.headers,
      },
      body: JSON.stringify(parameters),
      credentials: "omit",
      redirect: "error",
    })
    if (response.status === 401) say("refused", token ? "The token was refused: it may have expired. To get a new one:" : HINT, COMMAND)
    const text = await response.text()
    try {
      return JSON.parse(text)
    } catch {
      return { errors: [{ message: `The server answered ${response.status} with something that is not JSON: ${text.slice(0, 200)}` }] }
    }
  }
}

/**
 * Tell the reader how things stand with the token, with the command that helps, if one does.
 *
 * @param {"missing" | "waiting" | "ready" | "refused"} state
 * @param {string} message
 * @param {string} [command]
 */
function say(state, message, command) {
  form.dataset["state"] = state
  const code = document.createElement("code")
  code.textContent = command ?? ""
  status.replaceChildren(message, ...(command ? [" ", code] : []))
}

/** @param {string} selector */
function find(selector) {
  const element = document.querySelector(selector)
  if (!element) throw new Error(`The page has no ${selector}`)
  return /** @type {HTMLElement} */ (element)
}
