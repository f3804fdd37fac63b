import { toText } from "@/server/actions/templates/template";
import { cutAnswer, MAX_ANSWER } from "@/server/text/cut-answer";

/** `{{name}}`, `{{variables.name}}` or `{{name.path}}` in a text of a scenario. */
const REFERENCE = /\{\{\s*([^{}]*?)\s*\}\}/g;
const PREFIX = "variables.";

/** The values for `{{…}}` in the texts of a scenario, including those that this turn sets. */
export class TextValues {
  /** The conversation's variables, as this turn leaves them. */
  variables: Record<string, unknown>;
  /** What this turn has set. */
  readonly changed: Record<string, unknown> = {};
  private known: Record<string, string>;

  /** @param known Built-in values, variables and placeholders as texts (server/text/render-instruction.ts). */
  constructor(known: Record<string, string>, variables: Record<string, unknown>) {
    this.known = known;
    this.variables = { ...variables };
  }

  set(name: string, value: unknown): void {
    this.variables[name] = value;
    this.changed[name] = value;
  }

  /** Takes over variables that an action has set. What this turn has set itself is newer. */
  replace(variables: Record<string, unknown>): void {
    const changed = Object.entries(variables).filter(([name, value]) => toText(value) !== toText(this.variables[name]));
    this.known = { ...this.known, ...Object.fromEntries(changed.map(([name, value]) => [name, toText(value)])) };
    this.variables = { ...variables, ...this.changed };
  }

  /** Changes a built-in value, such as the name of the bot after a switch. */
  setBuiltIn(name: string, value: string): void {
    this.known = { ...this.known, [name]: value };
  }

  /** Fills in a text; a name without a value becomes empty. The result has at most 20,000 characters. */
  render(text: string, encode: (value: string) => string = (value) => value): string {
    let room = MAX_ANSWER;
    const rendered = text.replaceAll(REFERENCE, (_whole, written: string) => {
      const value = room > 0 ? encode(this.valueOf(written)) : "";
      room -= value.length;
      return value;
    });
    return cutAnswer(rendered);
  }

  /** Fills in an address. Values inside it are percent-encoded; a value that begins it may be a whole address. */
  renderAddress(address: string): string {
    const start = /^\{\{[^{}]*\}\}/.exec(address)?.[0] ?? "";
    return (this.render(start) + this.render(address.slice(start.length), encodeURIComponent)).trim();
  }

  private valueOf(written: string): string {
    const name = written.startsWith(PREFIX) ? written.slice(PREFIX.length) : written;
    if (Object.hasOwn(this.changed, name)) return toText(this.changed[name]);
    if (name === written && Object.hasOwn(this.known, name)) return this.known[name] ?? "";
    return toText(follow(this.variables, name.split(".")));
  }
}

function follow(value: unknown, path: string[]): unknown {
  return path.reduce<unknown>((at, key) => {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return undefined;
    return Object.getOwnPropertyDescriptor(at, key)?.value;
  }, value);
}
