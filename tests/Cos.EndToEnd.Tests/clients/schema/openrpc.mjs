// The execution-apis schema: what each method's answer must look like.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv/dist/2020.js";
import { parse } from "yaml";

const filesUnder = (folder, ending) => readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(ending)).map((name) => join(folder, name)).sort();

export class OpenRpc {
  methods = new Map(); // name -> its description
  #results = new Map(); // name -> compiled check of its result

  constructor(folder) {
    const schemas = {};
    for (const file of filesUnder(join(folder, "src", "schemas"), ".yaml")) Object.assign(schemas, parse(readFileSync(file, "utf8")));
    for (const part of ["eth", "debug", "txpool"]) {
      for (const file of filesUnder(join(folder, "src", part), ".yaml")) for (const method of parse(readFileSync(file, "utf8"))) this.methods.set(method.name, method);
    }
    this.schemas = schemas;
    this.ajv = new Ajv({ strict: false, allErrors: true, formats: {} });
    this.ajv.addSchema({ $id: "openrpc", components: { schemas } });
    for (const [name, { result }] of this.methods) this.#results.set(name, this.ajv.compile(rooted(result.schema)));
  }

  /** What is wrong with a method's result; empty where nothing is. */
  faults(method, result) {
    const check = this.#results.get(method);
    if (check(result)) return [];
    return check.errors.map(({ instancePath, message, params }) => `${instancePath || "/"} ${message} ${JSON.stringify(params)}`);
  }

  /** Paths of members that no part of the schema names, where the schema does not forbid them. */
  unnamed(method, result) {
    return [...this.#strangers([this.methods.get(method).result.schema], result, "")];
  }

  *#strangers(schemas, value, path) {
    const parts = schemas.flatMap((schema) => this.#parts(schema));
    if (Array.isArray(value)) {
      const items = parts.map(({ items }) => items).filter(Boolean);
      if (items.length > 0) for (const item of value) yield* this.#strangers(items, item, `${path}[]`);
    } else if (typeof value === "object" && value !== null) {
      const free = parts.map(({ additionalProperties }) => additionalProperties).filter((schema) => typeof schema === "object");
      for (const [key, member] of Object.entries(value)) {
        const named = parts.map(({ properties }) => properties?.[key]).filter(Boolean);
        if (named.length > 0) yield* this.#strangers(named, member, `${path}.${key}`);
        else if (free.length > 0) yield* this.#strangers(free, member, `${path}.*`);
        else if (parts.some(({ properties }) => properties)) yield `${path}.${key}`;
      }
    }
  }

  /** A schema and all that it is made of, references followed. */
  #parts(schema) {
    if (schema.$ref) return this.#parts(this.schemas[schema.$ref.split("/").at(-1)]);
    return [schema, ...["allOf", "oneOf", "anyOf"].flatMap((name) => (schema[name] ?? []).flatMap((part) => this.#parts(part)))];
  }

  /** The exchanges of the conformance corpus: [{ name, request, answer }]. */
  static exchanges(folder) {
    return filesUnder(join(folder, "tests"), ".io").flatMap((file) => {
      const lines = readFileSync(file, "utf8").split("\n");
      const of = (mark) => lines.filter((line) => line.startsWith(mark)).map((line) => JSON.parse(line.slice(mark.length)));
      const answers = of("<< ");
      return of(">> ").map((request, i) => ({ name: file.split("/").slice(-2).join("/"), request, answer: answers[i] }));
    });
  }
}

/** The same schema with its references leading into the one document. */
const rooted = (schema) => JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"openrpc#/components'));
