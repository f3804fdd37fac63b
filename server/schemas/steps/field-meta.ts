/** How the editor shows a field of a step: `.meta({ field })` in the step's schema. */
export type FieldMeta = { label: string; hint?: string } & (
  | {
      /** A text with variables. */
      widget: "template";
      /** What the button that inserts a variable calls the box: "the reason". */
      boxName: string;
      placeholder: string;
      isShort?: boolean;
    }
  | {
      /** Whole seconds, which people write in seconds, minutes, hours or days. */
      widget: "duration";
      initialSeconds: number;
      maxSeconds: number;
    }
  | {
      /** The id of a raffle or a poll. */
      widget: "raffle" | "poll";
    }
  | {
      /** The id of another bot. */
      widget: "bot";
      /** What null stands for, if the schema accepts it. */
      nullChoice?: { name: string; hint: string };
    }
);

declare module "zod" {
  interface GlobalMeta {
    field?: FieldMeta;
  }
}
