/** A parameter of an operation, read from OpenAPI 3 or Swagger 2. */
export interface Parameter {
  name: string;
  place: string;
  isRequired: boolean;
  schema: unknown;
  description: string;
  /** How a list is sent: one parameter for each value, or one parameter with a separator between the values. */
  listStyle: "repeated" | "commas" | "other";
}
