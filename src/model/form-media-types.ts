/** The media types of forms, whose fields a schema describes as the properties of an object. */
export const FORM = "application/x-www-form-urlencoded";
export const MULTIPART = "multipart/form-data";
