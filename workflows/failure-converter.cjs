// CommonJS, because Temporal's client and worker load failure converters by `require`.
const { DefaultFailureConverter } = require('@temporalio/common')

/** Messages and stack traces of failures are sealed by the payload codec like everything else. */
exports.failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true })
