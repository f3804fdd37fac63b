import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Checkbox } from "./checkbox";
import { Field } from "./field";
import { Input } from "./input";

describe("Field", () => {
  it("connects label, hint and error to the control", () => {
    const html = renderToStaticMarkup(
      <Field id="name" label="Name" hint="Customers see it." error="Give the bot a name." required>
        <div>
          <Input name="name" />
        </div>
      </Field>,
    );
    expect(html).toMatch(/<label [^>]*for="name"/u);
    const input = /<input[^>]*>/u.exec(html)?.[0];
    expect(input).toContain('id="name"');
    expect(input).toContain('aria-describedby="name-error name-hint"');
    expect(input).toContain('aria-invalid="true"');
    expect(input).toContain('aria-required="true"');
    expect(html).toMatch(/id="name-hint"[^>]*>Customers see it\./u);
    expect(html).toMatch(/<p id="name-error"/u);
  });

  it("extends the control's own description, and mentions no error without one", () => {
    const html = renderToStaticMarkup(
      <Field id="age" label="Age" hint="In years.">
        <Input aria-describedby="elsewhere" />
      </Field>,
    );
    expect(html).toContain('aria-describedby="elsewhere age-hint"');
    expect(html).not.toContain("aria-invalid=");
  });

  it("connects a control that is not an input", () => {
    const html = renderToStaticMarkup(
      <Field id="secret" label="Secret" layout="inline" error="Needed.">
        <Checkbox />
      </Field>,
    );
    const button = /<button[^>]*>/u.exec(html)?.[0];
    expect(button).toContain('id="secret"');
    expect(button).toContain('aria-invalid="true"');
  });

  it("leaves a control outside a Field unchanged", () => {
    expect(renderToStaticMarkup(<Input id="alone" />)).not.toMatch(/aria-[a-z]+=/u);
  });
});
