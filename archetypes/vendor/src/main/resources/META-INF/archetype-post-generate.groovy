// in batch mode nobody checks the properties
String name = request.properties.getProperty('name')
if (!(name ==~ /[a-z][a-z0-9-]{0,31}/)) {
    throw new IllegalArgumentException("name '" + name + "' is not [a-z][a-z0-9-]{0,31}: what was generated cannot be used")
}
