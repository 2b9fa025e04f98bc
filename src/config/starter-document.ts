/** A small document to begin with, for who has none: it is checked, and proxied to its server. */
export const STARTER_DOCUMENT = `openapi: 3.1.0
info:
  title: My API
  version: 1.0.0
servers:
  - url: https://api.example.com # where the gateway sends requests on to
paths:
  /pets:
    get:
      operationId: listPets
      summary: List pets.
      parameters:
        - name: limit
          in: query
          schema: { type: integer, minimum: 1, maximum: 100 }
      responses:
        "200":
          description: The pets.
          content:
            application/json:
              schema:
                type: array
                items: { $ref: "#/components/schemas/Pet" }
    post:
      operationId: addPet
      summary: Add a pet.
      security:
        - callers: []
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: "#/components/schemas/Pet" }
      responses:
        "201":
          description: It was added.
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: { type: string, minLength: 1 }
        tag: { type: string }
  securitySchemes:
    callers:
      type: http
      scheme: bearer
`;
