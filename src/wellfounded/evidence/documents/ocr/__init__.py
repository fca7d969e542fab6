"""Words out of pictures of pages, with tesseract; in the guarded child process as well."""
