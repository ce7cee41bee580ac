// Plain JSON-RPC, for what no library exposes.
import { rpcUrl } from "./env.mjs";

let id = 0;

export async function post(body) {
  const response = await fetch(rpcUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, json: await response.json() };
}

/** The result, or throws an Error with code and data of the answer. */
export async function rpc(method, ...params) {
  const { json } = await post({ jsonrpc: "2.0", id: ++id, method, params });
  if (json.error) throw Object.assign(new Error(`${method}: ${json.error.code} ${json.error.message}`), json.error);
  return json.result;
}
