import { relative } from "node:path";
import { importedPath, layerFault } from "./layers.ts";

interface Source {
  type: string;
  value?: unknown;
}
interface ImportingNode {
  source?: Source | null;
}
interface RuleContext {
  cwd: string;
  filename: string;
  report(problem: { node: Source; message: string }): void;
}

/** Lint rules of this repository. `layers` enforces the order of the folders; imports of types count. */
const plugin = {
  meta: { name: "parley" },
  rules: {
    layers: {
      create(context: RuleContext) {
        const from = relative(context.cwd, context.filename);
        const check = ({ source }: ImportingNode) => {
          if (typeof source?.value !== "string") return;
          const to = importedPath(from, source.value);
          const message = to === null ? null : layerFault(from, to);
          if (message !== null) context.report({ node: source, message });
        };
        return {
          ImportDeclaration: check,
          ImportExpression: check,
          ExportNamedDeclaration: check,
          ExportAllDeclaration: check,
          TSImportType: check,
        };
      },
    },
  },
};

export default plugin;
