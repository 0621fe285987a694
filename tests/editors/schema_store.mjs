// Whether a schema is fit for SchemaStore, as its cli.js judges (assertSchemaHasValidSchemaField,
// assertSchemaHasCorrectMetadata, assertSchemaNoSmartQuotes, and ajv in strict mode).
//
// usage: node schema_store.mjs FOLDER_OF_PACKAGES SCHEMA.json NAME
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";

const [, , folder, file, name] = process.argv;
const Ajv = createRequire(path.join(folder, "node_modules") + "/")("ajv").default;

function complaints(schema) {
  const found = [];
  if (schema.$schema !== "http://json-schema.org/draft-07/schema#") found.push("not of draft-07");
  if (schema.$id !== `https://www.schemastore.org/${name}.json`) found.push("another $id");
  if (/"(?:description|title)": ".*?:"/.test(JSON.stringify(schema, null, 2))) {
    found.push("a description ends with a colon");
  }
  for (const [key, value] of Object.entries(schema.properties ?? {})) {
    if (!value.description) found.push(`nothing describes ${key}`);
  }
  try {
    new Ajv({ strict: true }).compile(schema);
  } catch (error) {
    found.push(error.message);
  }
  return found;
}

// Every rule sees what breaks it.
const planted = {
  draft: (schema) => (schema.$schema = "https://json-schema.org/draft/2020-12/schema"),
  id: (schema) => (schema.$id = "urn:txlab"),
  colon: (schema) => (schema.properties.name.description = "so:"),
  description: (schema) => delete schema.properties.name.description,
  required: (schema) => (schema.properties.clocks.required = ["nothing"]),
  union: (schema) => (schema.properties.name = { description: "a", type: ["string", "number"] }),
  keyword: (schema) => (schema.properties.name.sorted = true),
};

const text = fs.readFileSync(file);
const found = complaints(JSON.parse(text));
for (const [rule, plant] of Object.entries(planted)) {
  const broken = JSON.parse(text);
  plant(broken);
  if (complaints(broken).length === 0) found.push(`${rule}: what was planted is not seen`);
}
for (const one of found) console.log(one);
process.exitCode = found.length > 0 ? 1 : 0;
