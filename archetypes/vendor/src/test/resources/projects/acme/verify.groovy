import java.util.jar.JarFile

File projectDir = context.projectDir
def driver = new File(projectDir, 'src/main/java/com/example/acmecam/AcmecamDriver.java')
assert driver.readLines().size() <= 100 : "the driver has ${driver.readLines().size()} lines"

def suite = new File(projectDir, 'target/surefire-reports/TEST-com.example.acmecam.AcmecamDriverTest.xml').text
def count = { name -> (suite =~ /<testsuite [^>]*\b${name}="(\d+)"/)[0][1].toInteger() }
int run = count('tests') - count('skipped')
assert run >= 20 : "only $run rules of the contract were tried"

def manifest = new JarFile(new File(projectDir, 'target/pantau-vendor-acme-cam-1.0.0-SNAPSHOT.jar')).manifest.mainAttributes
assert manifest.getValue('Bundle-SymbolicName') == 'pantau-vendor-acme-cam'
assert manifest.getValue('Service-Component') : 'the bundle registers no driver'
assert !manifest.getValue('Export-Package') : 'a plugin exports nothing'
assert manifest.getValue('Import-Package').contains('id.pantau.spi.vendor') : 'the bundle does not use the SPI of the container'
true
