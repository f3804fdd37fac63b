import { clip } from "@/server/text/excerpt";
import type { ActionArgument } from "@/server/schemas/action-definition";
import { isAscii, toIdentifier } from "../names";
import type { Shape } from "./read-schema";

export interface OperationInput {
  /** Such as "query status" or "body customer.name". */
  key: string;
  place: "path" | "query" | "header" | "cookie" | "body";
  argument: ActionArgument;
}

/** The limits of an action definition. */
const MAX_ARGUMENTS = 50;
const MAX_CHOICES = 100;
/** More inputs than a person can choose from. */
const MAX_INPUTS = 500;

/** Collects the arguments of an operation, each with a unique name. */
export class Inputs {
  readonly all: OperationInput[] = [];
  readonly notes = new Set<string>();
  private readonly leftOut: ReadonlySet<string>;
  private readonly names = new Set<string>();
  private kept = 0;

  constructor(leftOut: ReadonlySet<string>) {
    this.leftOut = leftOut;
  }

  /** Adds an argument and returns its reference (`{{args.status}}`); null when the action leaves it out. */
  add(place: OperationInput["place"], name: string, shape: Shape, isRequired: boolean): string | null {
    if (this.all.length >= MAX_INPUTS) return this.leaveOut();
    const key = `${place} ${name}`;
    const argument = this.argumentFor(name, shape, isRequired || place === "path");
    this.all.push({ key, place, argument });
    if (!argument.required && this.leftOut.has(key)) return null;
    if (this.kept >= MAX_ARGUMENTS) {
      this.all.pop();
      return this.leaveOut();
    }
    this.kept += 1;
    return `{{args.${argument.name}}}`;
  }

  private leaveOut(): null {
    this.notes.add(`An action has at most ${MAX_ARGUMENTS} arguments; the rest was left out.`);
    return null;
  }

  /** The arguments that the action keeps. */
  arguments(): ActionArgument[] {
    return this.all
      .filter(({ key, argument }) => argument.required || !this.leftOut.has(key))
      .map(({ argument }) => argument);
  }

  private argumentFor(name: string, shape: Shape, required: boolean): ActionArgument {
    const { type, itemType } = shape;
    const canHaveChoices = type === "string" || type === "number" || type === "list";
    const choices = canHaveChoices ? [...new Set(shape.choices)] : [];
    return {
      name: this.freeName(toIdentifier(name)),
      // A name in a non-Latin script cannot be an identifier, so it becomes the description.
      description: shape.description || (isAscii(name) ? "" : clip(name, 1000)),
      type,
      required,
      ...(choices.length > 0 && choices.length <= MAX_CHOICES && { enum: choices }),
      ...(itemType && { itemType }),
    };
  }

  private freeName(wanted: string): string {
    let name = wanted;
    for (let number = 2; this.names.has(name); number += 1) name = `${wanted}_${number}`;
    this.names.add(name);
    return name;
  }
}
