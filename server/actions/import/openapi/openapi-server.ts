import type { NewConstant } from "../imported-request";
import { listIn, objectIn, textIn, type Loose } from "../loose-json";

interface ServerAddress {
  /** Without a trailing slash. */
  url: string;
  constants: NewConstant[];
  notes: string[];
}

/** The base address of an operation; a constant to be filled in when the document has none. */
export function serverAddress(root: Loose, item: Loose, operation: Loose): ServerAddress {
  const url = "swagger" in root ? swaggerUrl(root) : firstServer(operation, item, root);
  const plain = url.replace(/\/+$/, "");
  if (/^https?:\/\//i.test(plain)) return { url: plain, constants: [], notes: [] };
  const path = plain === "" || plain.startsWith("/") ? plain : `/${plain}`;
  return {
    url: `{{constants.base_url}}${path}`,
    constants: [{ name: "base_url", value: "", secret: false }],
    notes: ["The document names no server. Enter its address in the constant base_url."],
  };
}

function firstServer(...places: Loose[]): string {
  const [server] = places.flatMap((place) => listIn(place["servers"]));
  const { url, variables } = objectIn(server);
  return textIn(url).replaceAll(/\{([^{}]+)\}/g, (written, name: string) => {
    return textIn(objectIn(objectIn(variables)[name])["default"]) || written;
  });
}

function swaggerUrl({ host, basePath, schemes }: Loose): string {
  const path = textIn(basePath);
  if (textIn(host) === "") return path;
  const known = new Set(listIn(schemes).map(textIn));
  const scheme = known.has("https") || !known.has("http") ? "https" : "http";
  return `${scheme}://${textIn(host)}${path}`;
}
