/** What each system of a website makes of its install snippet. */
import path from "node:path";
import { build, type Plugin } from "esbuild";
import { compileScript, parse } from "vue/compiler-sfc";
import type { SitePage } from "./site";

const ROOT = path.resolve(import.meta.dirname, "../../..");

/** A page that has the snippet before the end of its body. */
export function htmlPage(snippet: string): SitePage {
  return pageOf(snippet);
}

/**
 * An app in React's strict mode, which runs each effect twice, with a button that removes the component and shows it
 * again.
 * @param props Of the snippet's component, as JSX.
 */
export async function reactPage(snippet: string, props = ""): Promise<SitePage> {
  const app = `${snippet}
    import { StrictMode, useState } from "react";
    import { createRoot } from "react-dom/client";
    function App() {
      const [isShown, setShown] = useState(true);
      return (
        <StrictMode>
          <button onClick={() => setShown(!isShown)}>Next route</button>
          {isShown && <ParleyChat ${props} />}
        </StrictMode>
      );
    }
    createRoot(document.querySelector("#app")).render(<App />);`;
  return pageOf(`<div id="app"></div><script>${await bundleApp(app)}</script>`);
}

/**
 * A Vue app with a button that removes the component and shows it again.
 * @param user Of the snippet's component, as a JavaScript expression; undefined for a snippet without identity.
 */
export async function vuePage(snippet: string, user?: string): Promise<SitePage> {
  const app = `
    import { createApp, h, ref } from "vue";
    import ParleyChat from "snippet.vue";
    const isShown = ref(true);
    const toggle = () => { isShown.value = !isShown.value; };
    createApp({
      render: () => [
        h("button", { onClick: toggle }, "Next route"),
        isShown.value ? h(ParleyChat, ${user === undefined ? "{}" : `{ user: ${user} }`}) : null,
      ],
    }).mount("#app");`;
  return pageOf(`<div id="app"></div><script>${await bundleApp(app, [vueFile(snippet)])}</script>`);
}

/** Compiles the snippet as Vue's build tools compile a file, for the import of "snippet.vue". */
function vueFile(snippet: string): Plugin {
  const { descriptor } = parse(snippet);
  const { content } = compileScript(descriptor, { id: "snippet", inlineTemplate: true });
  return {
    name: "vue-file",
    setup(bundler) {
      bundler.onResolve({ filter: /^snippet\.vue$/ }, ({ path: file }) => ({ path: file, namespace: "snippet" }));
      bundler.onLoad({ filter: /./, namespace: "snippet" }, () => ({ contents: content, resolveDir: ROOT }));
    },
  };
}

/** A page whose HTML React takes over only when something has arrived that never does. */
export async function waitingReactPage(snippet: string): Promise<SitePage> {
  const app = `
    import { use } from "react";
    import { hydrateRoot } from "react-dom/client";
    const never = new Promise(() => {});
    hydrateRoot(document, <Page />);
    function Page() {
      use(never);
      return <html />;
    }`;
  return pageOf(`${snippet}<script>${await bundleApp(app)}</script>`);
}

/** @returns The script of an app in JSX, to be put into a script element. */
async function bundleApp(app: string, plugins: Plugin[] = []): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: app, loader: "jsx", resolveDir: ROOT },
    bundle: true,
    write: false,
    jsx: "automatic",
    plugins,
    define: {
      "process.env.NODE_ENV": '"development"',
      __VUE_OPTIONS_API__: "true",
      __VUE_PROD_DEVTOOLS__: "false",
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
    },
  });
  return inScript(outputFiles[0]?.text ?? "");
}

/**
 * A page whose tag manager inserts a Custom HTML tag: a script of an inserted text does not run, so the tag manager puts
 * a new script in its place, with only the attributes that it knows.
 * @param variables The values of `{{…}}`, which the tag manager replaces by JavaScript expressions.
 */
export function tagManagerPage(snippet: string, variables: Record<string, string> = {}): SitePage {
  const tag = snippet.replaceAll(/\{\{(.+?)\}\}/gu, (_, name: string) => JSON.stringify(variables[name]));
  return pageOf(`<script>
    const holder = document.createElement("div");
    holder.style.display = "none";
    holder.innerHTML = ${inScript(JSON.stringify(tag))};
    document.body.append(holder);
    for (const script of holder.querySelectorAll("script")) {
      const copy = document.createElement("script");
      copy.text = script.text;
      if (script.src) copy.src = script.src;
      script.replaceWith(copy);
    }
  </script>`);
}

function pageOf(body: string): SitePage {
  const head = `<meta charset="utf-8"><title>Shop</title><link rel="icon" href="data:,">`;
  return { html: `<!doctype html><html lang="en"><head>${head}</head><body><h1>Shop</h1>${body}</body></html>` };
}

/** Code that contains the end of a script element, in a form that does not end the one around it. */
function inScript(code: string): string {
  return code.replaceAll("</script", String.raw`<\/script`);
}
