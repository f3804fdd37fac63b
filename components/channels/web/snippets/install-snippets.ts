import type { CodeSample } from "./code-sample";
import { nextLayout, reactComponent, vueComponent } from "./framework-snippets";
import { wordPressPlugin } from "./wordpress-snippet";

export interface InstallOptions {
  /** The address of the product, without a path. */
  server: string;
  /** The channel's public id. */
  channel: string;
  /** The snippet says who the website's logged-in user is. */
  isIdentified: boolean;
}

/** The address of the script with the channel's settings. */
function scriptAddress({ server, channel }: InstallOptions): string {
  return `${server}/widget.js?c=${channel}`;
}

/** Collects calls until the script has loaded. In plain ES5, because tag managers accept nothing newer. */
const STUB = `window.Parley = window.Parley || { queue: [], setUser: function (user) { this.queue.push(["setUser", [user]]); } };`;

/** The code that puts a channel's widget on a website, for the systems that people use. */
export function installSnippets(options: InstallOptions): CodeSample[] {
  const { isIdentified } = options;
  return [
    {
      key: "html",
      label: "HTML",
      title: "HTML",
      where: isIdentified
        ? "Before </body> on every page. Your server fills in the user’s id and hash; leave out the second script for visitors who are not logged in."
        : "Before </body> on every page.",
      code: htmlTag(options),
    },
    {
      key: "react",
      label: "React",
      title: "parley-chat.jsx",
      where: isIdentified
        ? "Render <ParleyChat user={{ id, hash }} /> once, at the root of the app; user is null without a login."
        : "Render <ParleyChat /> once, at the root of the app.",
      code: reactComponent(options),
    },
    {
      key: "vue",
      label: "Vue",
      title: "ParleyChat.vue",
      where: isIdentified
        ? 'Use <ParleyChat :user="{ id, hash }" /> once, in App.vue; user is null without a login.'
        : "Use <ParleyChat /> once, in App.vue.",
      code: vueComponent(options),
    },
    {
      key: "next",
      label: "Next.js",
      title: "app/layout.jsx",
      where: isIdentified
        ? "For the app router. currentUser() stands for how your app knows its user."
        : "For the app router.",
      code: nextLayout(options),
    },
    {
      key: "wordpress",
      label: "WordPress",
      title: "wp-content/mu-plugins/parley-chat.php",
      where: isIdentified
        ? "A file of its own, so that an update of the theme keeps it. Add define('PARLEY_IDENTITY_SECRET', 'your secret'); to wp-config.php; without it, the chat does not know its user."
        : "A file of its own, so that an update of the theme keeps it.",
      code: wordPressPlugin(options),
    },
    {
      key: "gtm",
      label: "Tag Manager",
      title: "Custom HTML",
      where: isIdentified
        ? "A tag of the type Custom HTML, with the trigger All Pages. Make the two variables from your data layer."
        : "A tag of the type Custom HTML, with the trigger All Pages.",
      code: tagManagerTag(options),
    },
  ];
}

/** The tag for a website's pages. */
function htmlTag(options: InstallOptions): string {
  const tag = `<script async src="${scriptAddress(options)}" data-channel="${options.channel}"></script>\n`;
  if (!options.isIdentified) return tag;
  return `${tag}<script>
  ${STUB}
  window.Parley.setUser({ id: "USER_ID", hash: "USER_HASH" });
</script>
`;
}

/** Tag managers drop attributes that they do not know, so the address alone names the channel. */
function tagManagerTag(options: InstallOptions): string {
  const user = options.isIdentified
    ? `    ${STUB}
    window.Parley.setUser({ id: {{Parley user id}}, hash: {{Parley user hash}} });
`
    : "";
  return `<script>
  (function () {
${user}    var script = document.createElement("script");
    script.async = true;
    script.src = "${scriptAddress(options)}";
    document.head.appendChild(script);
  })();
</script>
`;
}
