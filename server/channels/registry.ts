import type { z } from "zod";
import type { ChannelAdapter, ChannelSettings } from "./contract";
import { customAdapter } from "./custom/adapter";
import { testAdapter } from "./test/adapter";
import { webAdapter } from "./web/adapter";

/** Every kind of channel, in the order in which the UI offers them. To add a kind, import it and add an entry here. */
export const adapters = {
  web: webAdapter,
  custom: customAdapter,
  test: testAdapter,
};

type Adapters = typeof adapters;
type ChannelKind = keyof Adapters;

/** The kinds of channels that people can add to a bot. */
export const creatableKinds = Object.values<ChannelAdapter>(adapters).flatMap(({ kind, runsDraft }) =>
  runsDraft ? [] : [kind],
);

/** Returns the adapter for a channel's kind. */
export function adapterOf(kind: string): ChannelAdapter {
  return adapters[knownKind(kind)];
}

function knownKind(kind: string): ChannelKind {
  if (!isKnown(kind)) throw new Error(`There is no adapter for channels of the kind "${kind}".`);
  return kind;
}

function isKnown(kind: string): kind is ChannelKind {
  return Object.hasOwn(adapters, kind);
}

/** The columns of a channel's row that describe its kind to queries. */
export function columnsOf(kind: string): { kind: string; delivery: "push" | "pull"; runsDraft: boolean } {
  const { runsDraft, send } = adapterOf(kind);
  return { kind, delivery: send ? "push" : "pull", runsDraft };
}

/** Returns a channel's settings for its screen, without secrets. */
export function shownSettings(kind: string, settings: ChannelSettings): ShownSettings {
  return adapters[knownKind(kind)].shownSettings.parse(settings);
}

type ShownSettings = z.infer<Adapters[ChannelKind]["shownSettings"]>;

/** The changes that forms may make, keyed by the channel's kind. */
export const changesByKind = optionalChanges();

type ChangesByKind = { [Kind in ChannelKind]: z.ZodOptional<Adapters[Kind]["changes"]> };

/** Has the keys of `adapters`; TypeScript loses them in `Object.fromEntries`. */
function optionalChanges(): ChangesByKind {
  const entries = Object.entries(adapters).map(([kind, { changes }]) => [kind, changes.optional()]);
  return Object.fromEntries(entries) as ChangesByKind;
}
