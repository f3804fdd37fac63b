import { goProgram } from "./go-sample";
import { expressProgram, nextRoute } from "./node-samples";
import { laravelRoute, plainPhp } from "./php-samples";
import { fastApiProgram } from "./python-samples";

/** The code of a receiver in one language. */
export interface ReceiverSample {
  key: string;
  label: string;
  /** The file's name, and how to start it. */
  title: string;
  code: string;
}

/** Returns receivers for an endpoint's address, which verify signatures with the secret from the environment. */
export function receiverSamples(url: string): ReceiverSample[] {
  const path = pathOf(url);
  return [
    { key: "express", label: "Node (Express)", title: "receiver.mjs · node receiver.mjs", code: expressProgram(path) },
    { key: "next", label: "Next.js", title: `app${path === "/" ? "" : path}/route.js`, code: nextRoute() },
    {
      key: "fastapi",
      label: "Python (FastAPI)",
      title: "receiver.py · uvicorn receiver:app",
      code: fastApiProgram(path),
    },
    { key: "laravel", label: "PHP (Laravel)", title: "routes/api.php", code: laravelRoute(path) },
    {
      key: "php",
      label: "PHP",
      title: `${path.replace(/\/$/, "") || "/index"}.php`.slice(1).replaceAll(".php.php", ".php"),
      code: plainPhp(),
    },
    { key: "go", label: "Go", title: "main.go · go run main.go", code: goProgram(path) },
  ];
}

/** The path that a receiver gets, without the query; "/" if the address cannot be read. */
function pathOf(url: string): string {
  return URL.canParse(url) ? decoded(new URL(url).pathname) : "/";
}

/** Frameworks compare decoded paths. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
