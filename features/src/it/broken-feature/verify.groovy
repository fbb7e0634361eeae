String log = new File(basedir, 'build.log').text
assert log.contains('Feature resolution failed for [broken/') : 'the build failed for another reason than the broken feature'
assert log.contains('id.pantau.nobody.exports.this') : 'the message does not name what is missing'
