interface FrameworkOptions {
  server: string;
  channel: string;
  isIdentified: boolean;
}

const stub = (indent: string) =>
  `${indent}window.Parley ??= { queue: [], setUser: (user) => window.Parley.queue.push(["setUser", [user]]) };`;

/** Adds the script, and removes the chat with it. */
function addScript({ server, channel }: FrameworkOptions, indent: string): string {
  return [
    `const script = document.createElement("script");`,
    `script.async = true;`,
    `script.src = "${server}/widget.js?c=${channel}";`,
    `document.head.append(script);`,
  ]
    .map((line) => indent + line)
    .join("\n");
}

export function reactComponent(options: FrameworkOptions): string {
  const { isIdentified } = options;
  const userEffect = `
  useEffect(() => {
${stub("    ")}
    window.Parley.setUser(id ? { id, hash } : null);
  }, [id, hash]);
`;
  return `import { useEffect } from "react";

/** The chat of the website. */
export function ParleyChat(${isIdentified ? "{ user }" : ""}) {${isIdentified ? "\n  const { id, hash } = user ?? {};" : ""}
  useEffect(() => {
${addScript(options, "    ")}
    return () => {
      script.remove();
      window.Parley?.destroy?.();
    };
  }, []);
${isIdentified ? userEffect : ""}
  return null;
}
`;
}

export function vueComponent(options: FrameworkOptions): string {
  const { isIdentified } = options;
  const props = `
const props = defineProps({ user: { type: Object, default: null } });
`;
  const watching = `
// In the browser only: a server has no window.
onMounted(() =>
  watch(
    () => props.user,
    (user) => {
${stub("      ")}
      window.Parley.setUser(user && { id: user.id, hash: user.hash });
    },
    { immediate: true, deep: true },
  ),
);
`;
  return `<script setup>
import { onMounted, onUnmounted${isIdentified ? ", watch" : ""} } from "vue";
${isIdentified ? props : ""}
let script;
onMounted(() => {
${addScript(options, "  ").replace("const script", "script")}
});
${isIdentified ? watching : ""}
onUnmounted(() => {
  script?.remove();
  window.Parley?.destroy?.();
});
</script>

<template></template>
`;
}

export function nextLayout({ server, channel, isIdentified }: FrameworkOptions): string {
  const src = `${server}/widget.js?c=${channel}`;
  if (!isIdentified) {
    return `import Script from "next/script";

export default function RootLayout({ children }) {
  return (
    <html lang="en">
      <body>
        {children}
        <Script src="${src}" strategy="afterInteractive" />
      </body>
    </html>
  );
}
`;
  }
  return `import { ParleyChat } from "./parley-chat"; // The file of the React snippet, with "use client" as its first line.
import { parleyUserHash } from "./parley-user-hash.mjs"; // The file of the Node sample at Access & identity.

export default async function RootLayout({ children }) {
  const user = await currentUser();
  return (
    <html lang="en">
      <body>
        {children}
        <ParleyChat user={user && { id: user.id, hash: parleyUserHash(user.id) }} />
      </body>
    </html>
  );
}
`;
}
