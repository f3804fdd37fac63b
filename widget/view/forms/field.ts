import { signal } from "@preact/signals-core";
import type { ShownPreChatField } from "@/server/channels/web/protocol";
import { h } from "../../dom/element.ts";
import type { ViewContext } from "../view-context.ts";

/** A question of a form. Its answer gets the key. */
export interface AskedField extends Pick<ShownPreChatField, "key" | "label"> {
  type: ShownPreChatField["type"] | "comment";
  required?: boolean;
  options?: readonly string[];
}

export interface Field {
  node: HTMLElement;
  /** Checks the answer, and shows the fault at the field. */
  check?(): boolean;
}

const AUTOCOMPLETE: Readonly<Record<string, string>> = { name: "name", email: "email", phone: "tel" };
/** Loose, because the server has the last word. */
const PATTERNS: Readonly<Record<string, string>> = {
  email: "\\s*\\S+@\\S+\\.\\S+\\s*",
  phone: "\\s*[+\\d][\\d\\s\\(\\).\\/\\-]{4,}",
};

let fields = 0;

/** A labelled field of a form, with its fault below it. */
export function createField(t: ViewContext["t"], asked: AskedField): Field {
  const { key, type, label, required = false, options = [] } = asked;
  const id = `field-${++fields}`;
  const fault = signal("");
  const check = () => {
    if (!control.value.trim()) fault.value = required ? t("required") : "";
    else fault.value = control.validity.valid ? "" : t(type === "email" ? "badEmail" : "badPhone");
    return !fault.value;
  };
  const shared = {
    id,
    name: key,
    "aria-required": required && "true",
    "aria-invalid": () => fault.value !== "" && "true",
    "aria-describedby": `${id}-fault`,
    autocomplete: AUTOCOMPLETE[key] ?? AUTOCOMPLETE[type] ?? "off",
    maxlength: 500,
    dir: /email|phone/.test(type) ? "ltr" : "auto",
    // A fault disappears as soon as it is corrected, but none appears while the visitor still types.
    on: { input: () => fault.value && check() },
  };
  const control =
    type === "choice"
      ? h(
          "select",
          shared,
          h("option", { value: "" }, t("chooseOption")),
          options.map((option) => h("option", { value: option, dir: "auto" }, option)),
        )
      : type === "comment"
        ? h("textarea", { ...shared, rows: 2, maxlength: 1000 })
        : h("input", { ...shared, type: type === "phone" ? "tel" : type, pattern: PATTERNS[type] });
  const node = h(
    "div",
    { class: "field" },
    h("label", { for: id }, h("bdi", {}, label), required && h("span", { "aria-hidden": "true" }, " *")),
    control,
    h("small", { class: "wrong", id: `${id}-fault`, role: "alert" }, () => fault.value),
  );
  return { node, check };
}
