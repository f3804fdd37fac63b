/** A parameter of an operation in OpenAPI 3 or Swagger 2. */
export interface Parameter {
  name: string;
  place: string;
  isRequired: boolean;
  schema: unknown;
  description: string;
  /** How a list is sent: as one parameter per value, or as one parameter with separated values. */
  listStyle: "repeated" | "commas" | "other";
}
