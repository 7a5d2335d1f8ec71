import type { Stack } from "./stack.ts"

export type Taken = {
  status: number
  body: { id: string; name: string; bytes: number; sha256: string; errors?: { message: string; extensions: { code: string } }[] }
}

/** Send a file as a browser's form does; `query` says for whom it is: `?for=courses`. */
export async function sendFile(stack: Stack, subject: string, content: string | Uint8Array, name = "花名册.csv", query = ""): Promise<Taken> {
  const form = new FormData()
  form.append("file", new Blob([Buffer.from(content)]), name)
  const response = await fetch(new URL(`/files${query}`, stack.url), {
    method: "POST",
    headers: { authorization: `Bearer ${await stack.token(subject)}` },
    body: form,
  })
  return { status: response.status, body: (await response.json()) as Taken["body"] }
}

/** Fetch a file by what the graph gave as its address. */
export async function fetchFile(stack: Stack, subject: string, path: string): Promise<Response> {
  return fetch(new URL(path, stack.url), { headers: { authorization: `Bearer ${await stack.token(subject)}` } })
}
