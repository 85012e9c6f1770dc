// Reads citations with citation-js and writes them as CSL-JSON: node read-citations.mjs FILE
import { readFileSync } from "node:fs";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-csl";
import "@citation-js/plugin-ris";

const cite = new Cite(readFileSync(process.argv[2], "utf8"), { generateGraph: false });
process.stdout.write(JSON.stringify({ items: cite.data, text: cite.format("bibliography", { format: "text" }) }));
