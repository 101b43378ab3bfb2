// Reads a GEXF file with graphology-gexf, the parser of Gephi Lite, in its strict mode, and prints the graph as JSON.
// Usage: node read_gexf.mjs FILE FOLDER_WITH_NODE_MODULES
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const [file, folder] = process.argv.slice(2);
const require = createRequire(join(resolve(folder ?? "."), "here.js"));
const Graph = require("graphology");
const gexf = require("graphology-gexf");
const graph = gexf.parse(Graph, readFileSync(file, "utf-8"));
process.stdout.write(JSON.stringify({ ...graph.export(), multi: graph.multi, type: graph.type }));
